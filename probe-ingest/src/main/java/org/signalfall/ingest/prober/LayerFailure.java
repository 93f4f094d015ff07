package org.signalfall.ingest.prober;

import org.signalfall.avro.Layer;

/** An attempt ended at a layer. */
final class LayerFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Finding finding;
  private final Layer layer;

  LayerFailure(Finding finding, Layer layer, Throwable cause) {
    super(finding + " at " + layer, cause);
    this.finding = finding;
    this.layer = layer;
  }

  Attempt attempt() {
    return Attempt.of(finding, layer);
  }
}
