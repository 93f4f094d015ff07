package org.signalfall.ingest.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sorted run in a temporary file: entries, each after its length in 4 bytes. */
final class RunFile implements EntryReader {

  /** Takes entries in their order. */
  static final class Writer implements Closeable {

    private final Path path;
    private final DataOutputStream out;
    private long entries;

    Writer() throws IOException {
      path = Files.createTempFile("signalfall-sort-", ".run");
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER));
    }

    void write(byte[] entry) throws IOException {
      out.writeInt(entry.length);
      out.write(entry);
      entries++;
    }

    /** Ends the run and opens it for reading. */
    RunFile finish() throws IOException {
      out.close();
      return new RunFile(path, entries);
    }

    /** Ends a run that will never be read. */
    @Override
    public void close() throws IOException {
      out.close();
      Files.deleteIfExists(path);
    }
  }

  /** Bytes of buffer that an open run takes. */
  static final int BUFFER = 64 * 1024;

  private final Path path;
  private final DataInputStream in;
  private long left;

  private RunFile(Path path, long entries) throws IOException {
    this.path = path;
    this.left = entries;
    this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
  }

  @Override
  public byte[] next() throws IOException {
    if (left == 0) {
      return null;
    }
    left--;
    return in.readNBytes(in.readInt());
  }

  @Override
  public void close() throws IOException {
    in.close();
    Files.deleteIfExists(path);
  }
}
