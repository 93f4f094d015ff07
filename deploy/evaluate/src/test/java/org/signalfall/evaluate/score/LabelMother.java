package org.signalfall.evaluate.score;

import java.time.Instant;

/** Labels about Iraq as a whole. */
final class LabelMother {

  private static final String CASE = "case";

  private LabelMother() {}

  static Label event(String start, String end) {
    return label("", null, "", Instant.parse(start), Instant.parse(end), Label.Kind.EVENT);
  }

  static Label event(long start, long end) {
    return label(
        "", null, "", Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), Label.Kind.EVENT);
  }

  static Label ignore(String start, String end) {
    return label("", null, "", Instant.parse(start), Instant.parse(end), Label.Kind.IGNORE);
  }

  static Label label(
      String region, Long asn, String service, Instant start, Instant end, Label.Kind kind) {
    return new Label(CASE, "IQ", region, asn, service, start, end, kind);
  }
}
