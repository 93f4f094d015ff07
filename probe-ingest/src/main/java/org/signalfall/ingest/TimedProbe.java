package org.signalfall.ingest;

import org.signalfall.avro.ProbeMeasurement;

/** A probe measurement, dated by its start. */
public record TimedProbe(ProbeMeasurement measurement) implements TimedRecord {

  @Override
  public long time() {
    return measurement.getTime().toEpochMilli();
  }
}
