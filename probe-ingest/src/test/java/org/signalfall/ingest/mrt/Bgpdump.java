package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The {@code bgpdump} that the system has, an independent reader of the same formats. */
final class Bgpdump {

  private Bgpdump() {}

  /** Skips the test, and says so, where there is none. */
  static void require() throws IOException, InterruptedException {
    boolean there = new ProcessBuilder("sh", "-c", "command -v bgpdump").start().waitFor() == 0;
    if (!there) {
      System.err.println("SKIPPED: no bgpdump on the PATH to compare with");
    }
    Assumptions.assumeTrue(there, "bgpdump is not installed");
  }

  /** Returns what {@code bgpdump -m} prints of a file. */
  static byte[] print(Path file, Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("bgpdump.txt");
    int exitCode =
        new ProcessBuilder("bgpdump", "-m", file.toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(exitCode).isZero();
    return Files.readAllBytes(out);
  }
}
