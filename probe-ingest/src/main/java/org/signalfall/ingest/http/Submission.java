package org.signalfall.ingest.http;

import java.util.List;
import org.signalfall.avro.ProbeMeasurement;

/**
 * What the body of a request holds.
 *
 * @param measurements the good lines, in their order
 * @param badLines the bad ones, in their order
 */
record Submission(List<ProbeMeasurement> measurements, List<BadLine> badLines) {

  int lines() {
    return measurements.size() + badLines.size();
  }
}
