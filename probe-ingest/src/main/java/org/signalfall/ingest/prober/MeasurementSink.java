package org.signalfall.ingest.prober;

import java.io.IOException;
import org.signalfall.avro.ProbeMeasurement;

/** Takes what a prober measures, one measurement at a time. */
@FunctionalInterface
public interface MeasurementSink {

  /**
   * Takes a measurement, and may make the prober wait.
   *
   * @throws IOException when it can take no more; the message is one sentence for a person
   */
  void take(ProbeMeasurement measurement) throws IOException, InterruptedException;
}
