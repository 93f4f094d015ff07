package org.signalfall.benchmarks.flink;

import java.util.List;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;

/**
 * How one component fared in one measurement. Flink wants such things public and open to change.
 */
public final class Sample {

  /** Network, service and component. */
  public String key;

  /** When it was measured, epoch ms. */
  public long time;

  /** Whether the component failed. */
  public boolean failed;

  /** For Flink to fill. */
  public Sample() {}

  private Sample(String key, long time, boolean failed) {
    this.key = key;
    this.time = time;
    this.failed = failed;
  }

  /**
   * Returns what a record of the raw topic says: one sample per component of a measurement, and
   * nothing for other records.
   *
   * @param network key of the record
   */
  static List<Sample> of(String network, ProbeRecord record) {
    if (record.getType() != ProbeRecordType.MEASUREMENT) {
      return List.of();
    }
    ProbeMeasurement measurement = record.getMeasurement();
    long time = measurement.getTime().toEpochMilli();
    String service = network + "/" + measurement.getService() + "/";
    return measurement.getComponents().stream()
        .map(component -> of(service, time, component))
        .toList();
  }

  private static Sample of(String service, long time, ComponentOutcome component) {
    return new Sample(
        service + component.getComponent(), time, component.getOutcome() == Outcome.FAILURE);
  }
}
