package org.signalfall.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Finds recorded real data and its tools, which are not part of the project and may be absent. */
public final class SharedData {

  private static final String SETTING = "SIGNALFALL_DATA";

  private SharedData() {}

  /** Returns a file or folder of the shared data, or skips the test and says so. */
  public static Path require(String name) {
    Optional<Path> found =
        folder().map(folder -> folder.resolve(name).normalize()).filter(Files::exists);
    if (found.isEmpty()) {
      System.err.println(
          "SKIPPED: no shared data '" + name + "'; point " + SETTING + " at the data folder");
    }
    Assumptions.assumeTrue(found.isPresent(), "shared data '" + name + "' is absent");
    return found.get();
  }

  private static Optional<Path> folder() {
    String named = System.getProperty(SETTING, System.getenv(SETTING));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path here = start; here != null; here = here.getParent()) {
      Path data = here.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }
}
