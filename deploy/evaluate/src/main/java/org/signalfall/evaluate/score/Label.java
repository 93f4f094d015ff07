package org.signalfall.evaluate.score;

import java.time.Instant;

/**
 * What is known to have happened, or not to have.
 *
 * @param caseName case that it belongs to
 * @param country ISO 3166-1 alpha-2
 * @param region empty where it speaks of all regions
 * @param asn network, null where it speaks of all
 * @param service empty where it speaks of connectivity as such
 * @param start null if before the data
 * @param end null if after the data
 * @param kind whether it is to be found
 */
public record Label(
    String caseName,
    String country,
    String region,
    Long asn,
    String service,
    Instant start,
    Instant end,
    Kind kind) {

  /** What a label asks for. */
  public enum Kind {
    /** It happened, and is to be found. */
    EVENT,
    /** Nothing happened, and nothing is to be raised. */
    CONTROL,
    /** Whatever is raised counts neither for nor against. */
    IGNORE
  }

  public Label {
    if (start != null && end != null && end.isBefore(start)) {
      throw new IllegalArgumentException(
          "a label ends at %s, before its start %s".formatted(end, start));
    }
  }

  /** Returns its time, an open end closed at the end of the data, epoch ms. */
  Span span(long dataEnd) {
    long from = start == null ? 0 : start.toEpochMilli();
    return new Span(from, Math.max(from, end == null ? dataEnd : end.toEpochMilli()));
  }

  /** Returns whether an alert speaks of what the label speaks of. */
  boolean agrees(Alert alert) {
    return alert.country().equals(country)
        && (service.isEmpty() || service.equals(alert.service()))
        && (asn == null || alert.wholeCountry() || alert.networks().contains(asn))
        && (region.isEmpty() || alert.region().isEmpty() || region.equals(alert.region()));
  }
}
