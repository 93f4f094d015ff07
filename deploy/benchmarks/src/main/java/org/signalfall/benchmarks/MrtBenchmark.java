package org.signalfall.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.signalfall.ingest.input.InputFiles;
import org.signalfall.ingest.mrt.MrtCounts;
import org.signalfall.ingest.mrt.MrtDump;
import org.signalfall.ingest.mrt.MrtHandler;
import org.signalfall.ingest.mrt.MrtParser;

/**
 * Compares the MRT parser with {@code bgpdump -m} on the same files, in turns, so that whatever
 * else the machine does meets them alike.
 *
 * <p>Three things are timed: bgpdump writing to nowhere, less what it takes for an empty file;
 * plain parsing; and the parser's own dump, to nowhere too. The JVM is warm: it has read each file
 * several times before.
 */
public final class MrtBenchmark {

  private static final int WARM_UPS = 10;
  private static final int ROUNDS = 9;

  private MrtBenchmark() {}

  /** Reads the files that are named and prints a table in Markdown. */
  public static void main(String... args) throws IOException, InterruptedException {
    List<Path> files = Arrays.stream(args).map(Path::of).toList();
    Bgpdump bgpdump = new Bgpdump(ROUNDS);
    System.out.printf(
        Locale.ROOT,
        "Medians of %d rounds, millions of elements a second; heap %d MiB; bgpdump starts in %.1f"
            + " ms, which is subtracted.%n%n",
        ROUNDS,
        Runtime.getRuntime().maxMemory() >> 20,
        bgpdump.startNanos() / 1e6);
    System.out.println("| file | elements | bgpdump -m | plain parsing | ratio | --dump | ratio |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|");
    for (Path file : files) {
      System.out.println(row(file, bgpdump));
    }
  }

  private static String row(Path file, Bgpdump bgpdump) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UPS; i++) {
      plain(file);
      dump(file);
    }
    List<Long> theirs = new ArrayList<>();
    List<Long> plain = new ArrayList<>();
    List<Long> dumped = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      theirs.add(bgpdump.nanos(file));
      plain.add(plain(file));
      dumped.add(dump(file));
    }
    ElementCount count = new ElementCount();
    read(file, count);
    double reference = Median.of(theirs);
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.2f | %.2f | %.1f | %.2f | %.1f |",
        file.getFileName(),
        count.elements(),
        count.elements() * 1e3 / reference,
        count.elements() * 1e3 / Median.of(plain),
        reference / Median.of(plain),
        count.elements() * 1e3 / Median.of(dumped),
        reference / Median.of(dumped));
  }

  private static long plain(Path file) throws IOException {
    ElementCount count = new ElementCount();
    long start = System.nanoTime();
    read(file, count);
    long took = System.nanoTime() - start;
    if (count.digest() == 0) {
      throw new IOException(file + " holds nothing that can be measured");
    }
    return took;
  }

  private static long dump(Path file) throws IOException {
    MrtDump dump = new MrtDump(OutputStream.nullOutputStream());
    long start = System.nanoTime();
    read(file, dump);
    dump.flush();
    return System.nanoTime() - start;
  }

  private static void read(Path file, MrtHandler handler) throws IOException {
    try (MrtParser parser =
        new MrtParser(
            "benchmark",
            file.toString(),
            InputFiles.open(file),
            rejection -> {},
            new MrtCounts())) {
      boolean more = true;
      while (more) {
        more = parser.next(handler);
      }
    }
  }

  /** The program that the parser is compared with. */
  private static final class Bgpdump {

    private final long startNanos;

    Bgpdump(int rounds) throws IOException, InterruptedException {
      Path empty = Files.createTempFile("empty", ".mrt");
      try {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
          starts.add(run(empty));
        }
        startNanos = Median.of(starts);
      } finally {
        Files.delete(empty);
      }
    }

    long startNanos() {
      return startNanos;
    }

    long nanos(Path file) throws IOException, InterruptedException {
      return run(file) - startNanos;
    }

    private static long run(Path file) throws IOException, InterruptedException {
      long start = System.nanoTime();
      new ProcessBuilder("bgpdump", "-m", file.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      return System.nanoTime() - start;
    }
  }
}
