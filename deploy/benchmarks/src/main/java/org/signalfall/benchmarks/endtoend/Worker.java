package org.signalfall.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.signalfall.runtime.BoundedMemory;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;

/** Signalfall in a process of its own, with little memory, and how much of it the process takes. */
final class Worker implements AutoCloseable {

  private static final String READY = "ready";
  private static final String MEMORY = "memory";
  private static final String WHOLE = "whole";
  private static final String BEHIND = "behind";
  private static final String STATE_MEMORY = "signalfall.state.memory.bytes";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** As the JVM counts its own, native parts included; needs {@code NativeMemoryTracking}. */
  private static final Pattern COMMITTED = Pattern.compile("Total:.*?committed=(\\d+)KB");

  /**
   * Where its memory goes, bytes.
   *
   * @param heap heap in use after a garbage collection
   * @param jvm all that the JVM has for itself: the whole heap, classes, code, threads
   * @param stores what the stores share beside the heap: blocks that were read and write buffers
   * @param resident all that the process holds
   */
  record Memory(long heap, long jvm, long stores, long resident) {

    /** Returns what is neither: what stores take beside, and what was freed but not given back. */
    long rest() {
      return resident - jvm - stores;
    }
  }

  private final List<String> options;
  private final List<String> arguments;
  private final Path state;
  private ChildProcess process;

  private Worker(List<String> options, List<String> arguments, Path state) throws IOException {
    this.options = options;
    this.arguments = arguments;
    this.state = state;
    restart();
  }

  /**
   * Starts it, and returns once it works.
   *
   * @param heapMiB most that its heap takes, MiB
   * @param stateMemoryMiB most that its stores take beside the heap, MiB
   */
  static Worker start(Bench bench, String run, int heapMiB, int stateMemoryMiB) throws IOException {
    return startInstance(bench, run, "", heapMiB, stateMemoryMiB);
  }

  /**
   * Starts one of several that share the work of a run, each with a folder for its state.
   *
   * @param instance its name among them, under which it is a static member; empty for the only one
   */
  static Worker startInstance(
      Bench bench, String run, String instance, int heapMiB, int stateMemoryMiB)
      throws IOException {
    Path state = bench.state(run + instance);
    List<String> arguments =
        List.of(
            bench.brokers().bootstrapServers(),
            bench.brokers().registryUrl(),
            run,
            state.toString(),
            "" + bench.partitions(),
            "" + stateMemoryMiB,
            instance);
    List<String> options =
        List.of("-Xmx" + heapMiB + "m", "-XX:+UseSerialGC", "-XX:NativeMemoryTracking=summary");
    return new Worker(options, arguments, state);
  }

  /** Has it collect garbage, and returns what it takes then. */
  Memory memory() throws IOException {
    process.tell(MEMORY);
    String[] bytes = process.await(MEMORY).split(" ", 3);
    return new Memory(
        Long.parseLong(bytes[0]),
        Long.parseLong(bytes[1]),
        Long.parseLong(bytes[2]),
        residentBytes());
  }

  /** Returns whether all its tasks work, none of which still reads its state back. */
  boolean isWhole() throws IOException {
    process.tell(WHOLE);
    return Boolean.parseBoolean(process.await(WHOLE));
  }

  /** Returns how many records of changelogs its copies of other workers' state lack. */
  long recordsBehind() throws IOException {
    process.tell(BEHIND);
    return Long.parseLong(process.await(BEHIND));
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Starts it once more after it was killed, with what is left of its state. */
  void restart() throws IOException {
    process = ChildProcess.ofThisClassPath(Worker.class, options, arguments);
    process.await(READY);
  }

  private long residentBytes() throws IOException {
    Path status = Path.of("/proc", "" + process.pid(), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow(() -> new IOException(status + " has no VmRSS"));
    }
  }

  /** Returns the size on disk of those of its stores that have such a name, bytes. */
  long storeBytes(Predicate<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files
          .filter(file -> names.test(file.getParent().getFileName().toString()))
          .mapToLong(Worker::size)
          .sum();
    }
  }

  @Override
  public void close() {
    process.close();
  }

  /** Stores delete files all the time. */
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What runs in that process: until its input ends.
   *
   * @param args brokers, registry, name of the run, folder for state, partitions, MiB for stores,
   *     name of the instance
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Object> settings =
        TopologySettings.of(
            Map.of("bootstrap.servers", args[0], "schema.registry.url", args[1]),
            args[2],
            Path.of(args[3]),
            Integer.parseInt(args[4]));
    settings.put(STATE_MEMORY, Long.parseLong(args[5]) << 20);
    settings.put(StreamsSettings.GROUP_INSTANCE_ID, args[6]);
    try (SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(settings))) {
      streams.start();
      if (!streams.awaitRunning(PATIENCE)) {
        throw new IllegalStateException("it did not start", streams.failure().orElse(null));
      }
      System.out.println(READY);
      answer(streams);
    }
  }

  private static void answer(SignalfallStreams streams) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (streams.failure().isPresent()) {
        throw new IllegalStateException("it has failed", streams.failure().get());
      }
      System.out.println(line + " " + answer(streams, line));
    }
  }

  private static Object answer(SignalfallStreams streams, String question) {
    return switch (question) {
      case MEMORY -> memoryInUse();
      case WHOLE -> streams.health().isReady();
      case BEHIND -> streams.recordsBehind();
      default -> throw new IllegalArgumentException("nobody can say what is " + question);
    };
  }

  private static String memoryInUse() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return "%d %d %d"
        .formatted(memory.getHeapMemoryUsage().getUsed(), ownBytes(), BoundedMemory.usedBytes());
  }

  private static long ownBytes() {
    try {
      ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
      Object[] arguments = {new String[] {"summary"}};
      String[] signature = {String[].class.getName()};
      String summary =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(commands, "vmNativeMemory", arguments, signature);
      Matcher committed = COMMITTED.matcher(summary);
      if (!committed.find()) {
        throw new IllegalStateException("the JVM doesn't say what it takes: " + summary);
      }
      return Long.parseLong(committed.group(1)) * 1024;
    } catch (JMException e) {
      throw new IllegalStateException("the JVM can't be asked what it takes", e);
    }
  }
}
