package org.signalfall.standalone.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A real Apicurio Registry in a process of its own: storage in memory, a free port on loopback. The
 * build unpacks it into {@code target/apicurio} before integration tests.
 */
final class ApicurioRegistry implements AutoCloseable {

  private static final Path HOME = Path.of("target", "apicurio").toAbsolutePath();
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s]+)");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final String url;

  private ApicurioRegistry(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static ApicurioRegistry start(Path folder) throws IOException {
    Path log = folder.resolve("apicurio.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                // Only this category tells which port was free.
                "-Dquarkus.log.category.\"io.quarkus\".level=INFO",
                "-jar",
                runner().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      String base =
          Awaitility.await("Apicurio Registry, see " + log)
              .atMost(PATIENCE)
              .failFast("Apicurio Registry ended, see " + log, () -> !process.isAlive())
              .until(() -> listeningOn(log), Optional::isPresent)
              .orElseThrow();
      return new ApicurioRegistry(process, base + "/apis/ccompat/v7");
    } catch (RuntimeException | Error failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  private static Path runner() throws IOException {
    try (var files = Files.newDirectoryStream(HOME, "*-runner.jar")) {
      return files.iterator().next();
    }
  }

  private static Optional<String> listeningOn(Path log) throws IOException {
    Matcher matcher = LISTENING.matcher(Files.readString(log));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Returns where it serves Confluent's API. */
  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
