package org.signalfall.ingest;

import org.signalfall.avro.TrafficSample;

/** A sample of a level, dated by the begin of its interval. */
public record TimedTraffic(TrafficSample sample) implements TimedRecord {

  private static final int RECORD_BYTES = 400;

  @Override
  public long time() {
    return sample.getTime().toEpochMilli();
  }

  @Override
  public int weight() {
    return RECORD_BYTES;
  }
}
