package org.signalfall.ingest.prober;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * A text by which an answer is told to be a censor's. Plain text rather than a regular expression:
 * what it is held against comes from whoever answers.
 *
 * @param place where the text stands
 * @param header name of the header, for {@link Place#HEADER}; else empty
 * @param text what stands there, in any case; at least 4 characters
 */
public record BlockPage(Place place, String header, String text) {

  private static final int MIN_LENGTH = 4;

  /** Where a text stands. */
  public enum Place {
    /** Within the first 64 KiB of the body. */
    BODY,
    /** In a header. */
    HEADER,
    /** In the address that the answer redirects to. */
    REDIRECT
  }

  public BlockPage {
    if (text.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "the text of a block page has at least " + MIN_LENGTH + " characters");
    }
    if ((place == Place.HEADER) == header.isBlank()) {
      throw new IllegalArgumentException("a block page names a header if it stands in one");
    }
  }

  /** Returns whether an answer bears the text. */
  boolean marks(HttpAnswer answer) {
    Stream<String> texts =
        switch (place) {
          case BODY -> Stream.of(answer.body());
          case HEADER -> answer.headers(header).stream();
          case REDIRECT -> answer.redirect().stream();
        };
    String wanted = text.toLowerCase(Locale.ROOT);
    return texts.anyMatch(there -> there.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
