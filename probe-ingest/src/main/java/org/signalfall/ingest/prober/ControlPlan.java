package org.signalfall.ingest.prober;

import org.signalfall.avro.Locality;

/**
 * A target that nobody is expected to block: when all of them fail, the vantage is offline.
 *
 * @param target what is probed
 * @param locality where it stands, seen from the vantage; never UNKNOWN
 */
public record ControlPlan(ProbeTarget target, Locality locality) {

  public ControlPlan {
    if (locality == Locality.UNKNOWN) {
      throw new IllegalArgumentException("the control " + target.host() + " needs a locality");
    }
  }
}
