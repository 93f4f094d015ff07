package org.signalfall.standalone.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.cli.Main;

/** {@code signalfall stream} in a process of its own, as one static member of its group. */
final class WorkerProcess {

  private final List<String> words = new ArrayList<>();
  private final Path log;
  private Process process;

  /**
   * Describes a worker without starting it.
   *
   * @param name name of the member, which its state and its log are kept under
   * @param settings settings of the topology beside the addresses
   */
  WorkerProcess(Standalone cluster, Path folder, String name, Map<String, String> settings) {
    log = folder.resolve(name + ".log");
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", classPath(), Main.class.getName(), "stream", "--no-http"));
    set("bootstrap.servers", cluster.bootstrapServers());
    set("schema.registry.url", cluster.registryUrl());
    set("state.dir", folder.resolve(name).toString());
    set("group.instance.id", name);
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
    process.destroyForcibly().waitFor();
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the worker ended; its words are in " + log);
    }
  }
}
