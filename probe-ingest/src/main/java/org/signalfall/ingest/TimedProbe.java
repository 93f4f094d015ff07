package org.signalfall.ingest;

import org.signalfall.avro.ProbeMeasurement;

/** A probe measurement, dated by its start. */
public record TimedProbe(ProbeMeasurement measurement) implements TimedRecord {

  private static final int RECORD_BYTES = 800;
  private static final int COMPONENT_BYTES = 200;

  @Override
  public long time() {
    return measurement.getTime().toEpochMilli();
  }

  @Override
  public int weight() {
    return RECORD_BYTES + COMPONENT_BYTES * measurement.getComponents().size();
  }
}
