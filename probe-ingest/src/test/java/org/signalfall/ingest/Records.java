package org.signalfall.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.TrafficSample;
import org.signalfall.schema.TrustedClasses;

/** Mother of records, and what reads them. */
public final class Records {

  public static final Instant NOON = Instant.parse("2023-08-20T12:00:00Z");

  static {
    TrustedClasses.register();
  }

  private Records() {}

  /** Returns a sample of Iraq's traffic at so many seconds past noon. */
  public static TimedTraffic trafficAt(long seconds) {
    return new TimedTraffic(sample(seconds).build());
  }

  /** Returns a sample of Iraq, to be changed. */
  public static TrafficSample.Builder sample(long seconds) {
    return TrafficSample.newBuilder()
        .setTime(NOON.plusSeconds(seconds))
        .setCountry("IQ")
        .setSignal("requests")
        .setValue(1.0);
  }

  /** Returns a measurement of Telegram in Kenya at so many seconds past noon. */
  public static TimedProbe probeAt(long seconds) {
    return new TimedProbe(
        ProbeMeasurement.newBuilder()
            .setMeasurementId("m" + seconds)
            .setTime(NOON.plusSeconds(seconds))
            .setCountry("KE")
            .setAsn(12455)
            .setService("telegram")
            .build());
  }

  /** Reads a source to its end. */
  public static List<TimedRecord> readAll(Source source, Rejections rejections) throws IOException {
    try (RecordReader reader = source.open(rejections)) {
      return readAll(reader);
    }
  }

  /** Reads a reader to its end. */
  public static List<TimedRecord> readAll(RecordReader reader) throws IOException {
    List<TimedRecord> records = new ArrayList<>();
    for (TimedRecord record = reader.next(); record != null; record = reader.next()) {
      records.add(record);
    }
    return records;
  }
}
