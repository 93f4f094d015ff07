package org.signalfall.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that this one starts, tells lines and is told lines by. It ends when its input does, so
 * that it doesn't outlive this one.
 */
final class ChildProcess implements AutoCloseable {

  private static final long PATIENCE_S = 60;

  /** As deploy/signalfall has it. */
  private static final String ARENAS = "MALLOC_ARENA_MAX";

  private final Process process;
  private final BufferedReader output;
  private final PrintStream input;

  private ChildProcess(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putIfAbsent(ARENAS, "2");
    process = builder.start();
    output = process.inputReader(StandardCharsets.UTF_8);
    input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts a class of this class path. */
  static ChildProcess ofThisClassPath(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = java(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ChildProcess(command);
  }

  /** Starts a jar, with the class path that it names. */
  static ChildProcess ofJar(Path jar, List<String> options) throws IOException {
    List<String> command = java(options);
    command.addAll(List.of("-jar", jar.toString()));
    return new ChildProcess(command);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void tell(String line) {
    input.println(line);
  }

  /**
   * Waits for a line that begins with a word, and passes on what comes before it.
   *
   * @return the rest of the line
   * @throws IOException when the process ends without having said it
   */
  String await(String word) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
      System.err.println(line);
    }
    throw new IOException("process " + pid() + " ended before it said " + word);
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    input.close();
    try {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.apache.avro.fastread=true");
    command.addAll(options);
    return command;
  }
}
