package org.signalfall.standalone.interop;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class ApicurioRegistrySerdeIT extends RegistrySerdeContract {

  private static ApicurioRegistry registry;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    registry = ApicurioRegistry.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    registry.close();
  }

  @Override
  String registryUrl() {
    return registry.url();
  }
}
