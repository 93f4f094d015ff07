package org.signalfall.ingest.prober;

import java.util.OptionalInt;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;

/**
 * One attempt on a target.
 *
 * @param finding what it came to
 * @param layer layer at which it failed; UNKNOWN when it didn't fail
 * @param connectMs time that the TCP connect took, in milliseconds; empty when it didn't connect
 * @param goodputKbps goodput of the transfer in kbit/s; empty when it wasn't measured
 */
record Attempt(Finding finding, Layer layer, OptionalInt connectMs, OptionalInt goodputKbps) {

  Attempt {
    if ((finding.outcome() == Outcome.FAILURE) == (layer == Layer.UNKNOWN)) {
      throw new IllegalArgumentException(finding + " at layer " + layer);
    }
  }

  static Attempt of(Finding finding, Layer layer) {
    return new Attempt(
        finding,
        finding.outcome() == Outcome.FAILURE ? layer : Layer.UNKNOWN,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  static Attempt notTried() {
    return of(Finding.NOT_TRIED, Layer.UNKNOWN);
  }

  boolean passed() {
    return finding.outcome() == Outcome.SUCCESS;
  }

  boolean failed() {
    return finding.outcome() == Outcome.FAILURE;
  }

  /** Returns the same attempt with another finding. */
  Attempt found(Finding other, Layer at) {
    Layer layer = other.outcome() == Outcome.FAILURE ? at : Layer.UNKNOWN;
    return new Attempt(other, layer, connectMs, goodputKbps);
  }

  Attempt connectedIn(int millis) {
    return new Attempt(finding, layer, OptionalInt.of(millis), goodputKbps);
  }

  Attempt transferredAt(OptionalInt kbps) {
    return new Attempt(finding, layer, connectMs, kbps);
  }
}
