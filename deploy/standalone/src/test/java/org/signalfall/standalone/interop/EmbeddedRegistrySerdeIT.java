package org.signalfall.standalone.interop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.signalfall.standalone.Standalone;

class EmbeddedRegistrySerdeIT extends RegistrySerdeContract {

  private static Standalone standalone;

  @BeforeAll
  static void start() {
    standalone = Standalone.start(Standalone.Options.temporary());
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Override
  String registryUrl() {
    return standalone.registryUrl();
  }
}
