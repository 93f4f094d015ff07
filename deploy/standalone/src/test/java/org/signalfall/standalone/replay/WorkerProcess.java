package org.signalfall.standalone.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.signalfall.standalone.cli.Main;

/** {@code signalfall stream} in a process of its own. */
final class WorkerProcess {

  private final List<String> words = new ArrayList<>();
  private final Path log;
  private Process process;

  /**
   * Describes a worker without starting it.
   *
   * @param name what its state and its log are kept under
   * @param settings settings of the topology, the addresses among them
   */
  WorkerProcess(Path folder, String name, Map<String, String> settings) {
    log = folder.resolve(name + ".log");
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", classPath(), Main.class.getName(), "stream", "--no-http"));
    set("state.dir", folder.resolve(name).toString());
    settings.forEach(this::set);
  }

  private void set(String key, String value) {
    words.addAll(List.of("-D", key + "=" + value));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Ends it with no chance to close anything, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    if (runs()) {
      process.destroyForcibly().waitFor();
    }
    process = null;
  }

  /** Asks it to end, as {@code kill} does, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
    process = null;
  }

  /** Waits until it has said something, at any start. */
  void awaitWord(String word) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              requireAlive();
              return Files.readString(log).contains(word);
            });
  }

  /**
   * Does nothing while it runs, before it is started and once it is stopped or killed.
   *
   * @throws IllegalStateException when it has ended by itself
   */
  void requireAlive() {
    if (runs() && !process.isAlive()) {
      throw new IllegalStateException("the worker ended; its words are in " + log);
    }
  }

  private boolean runs() {
    return process != null;
  }
}
