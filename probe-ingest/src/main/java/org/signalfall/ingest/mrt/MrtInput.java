package org.signalfall.ingest.mrt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signalfall.ingest.input.InputFiles;

/** One file of a collector: when it begins, how large it is, and how far it was read. */
final class MrtInput {

  private final Path file;
  private final long size;
  private final long firstSeconds;
  private long consumed;

  private MrtInput(Path file, long size, long firstSeconds) {
    this.file = file;
    this.size = size;
    this.firstSeconds = firstSeconds;
  }

  /**
   * Looks into a file. Standard input can't be read twice, so it counts as the earliest.
   *
   * @throws IOException when it can't be read
   */
  static MrtInput of(Path file) throws IOException {
    if (file.equals(InputFiles.STDIN)) {
      return new MrtInput(file, 0, Long.MIN_VALUE);
    }
    MrtRecord record = new MrtRecord();
    try (MrtFrames frames =
        new MrtFrames(InputFiles.open(file), (offset, length, reason, bytes) -> {})) {
      long first = frames.next(record) ? record.seconds() : Long.MAX_VALUE;
      return new MrtInput(file, Files.size(file), first);
    }
  }

  /** Opens the file and unpacks it. */
  InputStream open() throws IOException {
    return InputFiles.unpacked(new Counted(InputFiles.raw(file)), file);
  }

  /** Returns the bytes that were read of the file as it is, packed or not. */
  long consumed() {
    return consumed;
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  /** Returns the time of the first record, in seconds since the epoch; the latest without one. */
  long firstSeconds() {
    return firstSeconds;
  }

  /** Counts what is read in pieces, as unpacking does. */
  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      consumed += Math.max(0, count);
      return count;
    }
  }
}
