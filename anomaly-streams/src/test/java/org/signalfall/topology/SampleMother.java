package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;

/** Samples of one hourly level at one network, 1000 unless told otherwise. */
final class SampleMother {

  static final Instant START = Instant.parse("2024-03-04T00:00:00Z");
  static final String SIGNAL = "request-volume";
  static final long ASN = 44244;

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private SampleMother() {}

  /** Returns the moment so many hours after the start. */
  static Instant hour(long hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** A sample of a level where silence says nothing. */
  static TrafficSample.Builder level(Instant time) {
    return TrafficSample.newBuilder()
        .setTime(time)
        .setCountry("IR")
        .setAsn(ASN)
        .setSignal(SIGNAL)
        .setValue(1_000)
        .setCadenceMs(HOUR_MS);
  }

  /** A sample of a count: silence stands for zero. */
  static TrafficSample.Builder count(Instant time) {
    return level(time).setAbsence(Absence.ZERO);
  }
}
