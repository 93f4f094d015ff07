package org.signalfall.standalone.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.signalfall.standalone.Standalone;

/** A command that takes measurements by HTTP, in a process of its own. */
final class IntakeProcess {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final int port;
  private final Path log;
  private final String heap;
  private final List<String> command;
  private Process process;

  private IntakeProcess(int port, Path log, String heap, List<String> command) {
    this.port = port;
    this.log = log;
    this.heap = heap;
    this.command = command;
  }

  /** Returns {@code signalfall ingest http} with a small heap. */
  static IntakeProcess ofIngestHttp(Standalone cluster, Path log) throws IOException {
    return new IntakeProcess(
        freePort(),
        log,
        "-Xmx160m",
        List.of(
            "ingest",
            "http",
            "--bootstrap-servers",
            cluster.bootstrapServers(),
            "--schema-registry",
            cluster.registryUrl()));
  }

  /** Returns {@code signalfall live} that prints events to its log. */
  static IntakeProcess ofLive(Path log, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("live", "--json", "--http", "127.0.0.1:0"));
    command.addAll(List.of(options));
    return new IntakeProcess(freePort(), log, "-Xmx512m", command);
  }

  /** Starts it, and waits until it answers. */
  void start() throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), Main.class.getName()));
    words.addAll(command);
    words.addAll(List.of("--listen", "127.0.0.1:" + port));
    process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::answers);
  }

  /** Ends it with no chance to close anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Returns the bytes that are still reachable. */
  long retainedBytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    String heap = jcmd("GC.heap_info");
    long kib =
        heap.lines()
            .filter(line -> line.contains("generation"))
            .map(USED::matcher)
            .filter(Matcher::find)
            .mapToLong(used -> Long.parseLong(used.group(1)))
            .sum();
    if (kib == 0) {
      throw new IOException("no heap figures in: " + heap);
    }
    return kib * 1024;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return out;
  }

  private boolean answers() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the intake ended; its words are in " + log);
    }
    try {
      return HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri("/health")).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
