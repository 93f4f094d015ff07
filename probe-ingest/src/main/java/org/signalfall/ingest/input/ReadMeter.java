package org.signalfall.ingest.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how much of some files has been read as they are, packed or not. Any thread may ask. */
public final class ReadMeter {

  private final AtomicLong read = new AtomicLong();
  private volatile long total;

  /**
   * Begins to count anew.
   *
   * @param files all that will be read; what has no size, such as standard input, counts for
   *     nothing
   */
  public void begin(List<Path> files) {
    total = files.stream().mapToLong(file -> file.toFile().length()).sum();
    read.set(0);
  }

  /** Opens a file as {@link InputFiles#open} does, and counts what is read of it. */
  public InputStream open(Path file) throws IOException {
    return InputFiles.unpacked(new Counted(InputFiles.raw(file)), file);
  }

  /** Returns how many bytes have been read. */
  public long bytes() {
    return read.get();
  }

  /** Returns the share that has been read, from 0 to 1; 0 when there is nothing to compare with. */
  public double share() {
    return total == 0 ? 0 : Math.min(1, (double) read.get() / total);
  }

  /** Counts what is read in pieces, as unpacking does. */
  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
