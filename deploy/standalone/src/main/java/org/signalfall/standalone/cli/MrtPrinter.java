package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.mrt.MrtCounts;
import org.signalfall.ingest.mrt.MrtDump;
import org.signalfall.ingest.mrt.MrtParser;

/** Prints MRT files to standard output, and what is wrong with them elsewhere. */
final class MrtPrinter {

  private static final int TOLD = 100;

  private final PrintWriter err;
  private long rejected;

  /** Tells rejections to a writer. */
  MrtPrinter(PrintWriter err) {
    this.err = err;
  }

  /**
   * Prints the files one after the other.
   *
   * @throws CliException when standard output doesn't take it
   * @throws IOException when a file can't be read
   */
  void print(List<Path> files) throws IOException {
    MrtDump dump = new MrtDump(new Stdout());
    try {
      for (Path file : files) {
        print(file, dump);
      }
      dump.flush();
    } catch (UncheckedIOException e) {
      throw new CliException("Standard output was closed before the end.", e);
    }
    if (rejected > TOLD) {
      err.printf(Locale.ROOT, "and %,d more%n", rejected - TOLD);
    }
    err.flush();
  }

  private void print(Path file, MrtDump dump) throws IOException {
    try (MrtParser parser =
        new MrtParser(
            "dump",
            file.toString(),
            org.signalfall.ingest.input.InputFiles.open(file),
            this::tell,
            new MrtCounts())) {
      boolean more = true;
      while (more) {
        more = parser.next(dump);
      }
    }
  }

  private void tell(Rejection rejection) {
    rejected++;
    if (rejected <= TOLD) {
      err.println("rejected " + rejection.place() + ": " + rejection.reason());
    }
  }

  /** Standard output that says when nobody reads it any more. */
  private static final class Stdout extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      System.out.write(bytes, offset, length);
      if (System.out.checkError()) {
        throw new IOException("standard output is closed");
      }
    }
  }
}
