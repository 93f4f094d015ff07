package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.signalfall.standalone.Standalone;

/** Brokers in a process of their own, as they are anywhere but on a desk. */
final class SeparateBrokers implements Brokers {

  private static final String READY = "ready";

  private final ChildProcess process;
  private final String bootstrapServers;
  private final String registryUrl;
  private final Path folder;

  private SeparateBrokers(ChildProcess process) throws IOException {
    this.process = process;
    String[] addresses = process.await(READY).split(" ", 3);
    this.bootstrapServers = addresses[0];
    this.registryUrl = addresses[1];
    this.folder = Path.of(addresses[2]);
  }

  static SeparateBrokers start() throws IOException {
    return new SeparateBrokers(
        ChildProcess.ofThisClassPath(SeparateBrokers.class, List.of("-Xmx1g"), List.of()));
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public String registryUrl() {
    return registryUrl;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    process.close();
  }

  /**
   * What runs in that process: until its input ends.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    try (Standalone cluster = Standalone.start(Standalone.Options.temporary())) {
      System.out.println(
          String.join(
              " ",
              READY,
              cluster.bootstrapServers(),
              cluster.registryUrl(),
              cluster.dataDir().toString()));
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
