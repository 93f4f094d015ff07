package org.signalfall.evaluate.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of a series file: an hourly level that loses all but a tenth for six hours of one day. */
final class SeriesRows {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int HOURS = 6;

  private SeriesRows() {}

  static List<String> losing(int days, int onDay) {
    Random random = new Random(1);
    List<String> rows = new ArrayList<>(List.of("time,country,region,asn,service,signal,value"));
    for (int hour = 0; hour < 24 * days; hour++) {
      boolean lost = hour >= 24 * onDay && hour < 24 * onDay + HOURS;
      rows.add(
          "%s,XA,,,,active-probing-up-slash24s,%d"
              .formatted(
                  START.plus(Duration.ofHours(hour)), (lost ? 100 : 1_000) + random.nextInt(10)));
    }
    return rows;
  }
}
