package org.signalfall.standalone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Programs of the machine that prove, where they are present, that others can read what we write.
 */
final class ExternalCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ExternalCommand.class);
  private static final long PATIENCE_MINUTES = 5;

  private ExternalCommand() {}

  /** Skips the test, and says so, where a program isn't on the path. */
  static void assumePresent(String program, String unproved) {
    boolean present =
        Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
            .map(folder -> Path.of(folder, program))
            .anyMatch(Files::isExecutable);
    if (!present) {
      skip("there is no " + program + " here", unproved);
    }
  }

  /** Skips the test, and says so, where a command that fetches from the network fails. */
  static void assumeSucceeds(String unproved, Path folder, String... words)
      throws IOException, InterruptedException {
    try {
      run(folder, words);
    } catch (AssertionError failure) {
      skip(failure.getMessage(), unproved);
    }
  }

  private static void skip(String reason, String unproved) {
    String message = "SKIPPED, and not proved: " + unproved + ". Reason: " + reason;
    LOG.warn(message);
    Assumptions.abort(message);
  }

  /** Runs a command to its successful end and returns its standard output. */
  static byte[] run(Path folder, String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile("command", ".out");
    Path err = Files.createTempFile("command", ".err");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      assertThat(ended).as("%s ends; it said: %s", words[0], Files.readString(err)).isTrue();
      assertThat(process.exitValue())
          .as("exit code of %s; it said: %s", words[0], Files.readString(err))
          .isZero();
      return Files.readAllBytes(out);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
