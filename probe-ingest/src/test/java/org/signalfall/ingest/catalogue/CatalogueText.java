package org.signalfall.ingest.catalogue;

import java.nio.charset.StandardCharsets;

/** Mother of catalogue files. */
final class CatalogueText {

  private CatalogueText() {}

  /** Returns a catalogue of one service with one component, written so far. */
  static String component(String... lines) {
    return """
    services:
      - service: example
        operator: Example Ltd
        components:
          - component: app
    """
        + "        "
        + String.join("\n        ", lines)
        + "\n";
  }

  static CatalogueFile read(String text) {
    return CatalogueReader.read("mine.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
