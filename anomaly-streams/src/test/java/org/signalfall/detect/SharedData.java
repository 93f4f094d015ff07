package org.signalfall.detect;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds recorded data that isn't part of the project, or skips the test that asks for it. */
final class SharedData {

  private SharedData() {}

  /** Returns a file of the shared data; skips the calling test, aloud, where it is absent. */
  static Path require(String file) {
    String configured =
        System.getProperty("SIGNALFALL_DATA", System.getenv().getOrDefault("SIGNALFALL_DATA", ""));
    Path found = configured.isEmpty() ? besideCheckout(file) : Path.of(configured, file);
    boolean exists = found != null && Files.exists(found);
    if (!exists) {
      System.err.printf("SKIPPED: no shared data %s; set SIGNALFALL_DATA to its folder%n", file);
    }
    Assumptions.assumeTrue(exists, () -> "no shared data " + file);
    return found;
  }

  private static Path besideCheckout(String file) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve("shared/data").resolve(file);
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
