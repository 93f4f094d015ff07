package org.signalfall.signal;

import org.signalfall.avro.Locality;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.Voice;

/** Samples of declared vantages, whose software doesn't name its version, of targets anywhere. */
final class ProbeSampleMother {

  private ProbeSampleMother() {}

  static ProbeSample sample(long measurement, long vantage, LayerFailures failure, String name) {
    return new ProbeSample(
        measurement, vantage, Voice.UNKNOWN_VERSION, false, failure, name, Locality.UNKNOWN, 0);
  }

  /** A success with a version, a place of the target and a goodput. */
  static ProbeSample fast(long measurement, long vantage, int goodputKbps) {
    return new ProbeSample(measurement, vantage, 77, true, null, "", Locality.FOREIGN, goodputKbps);
  }
}
