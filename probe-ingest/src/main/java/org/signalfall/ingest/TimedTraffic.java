package org.signalfall.ingest;

import org.signalfall.avro.TrafficSample;

/** A sample of a level, dated by the begin of its interval. */
public record TimedTraffic(TrafficSample sample) implements TimedRecord {

  @Override
  public long time() {
    return sample.getTime().toEpochMilli();
  }
}
