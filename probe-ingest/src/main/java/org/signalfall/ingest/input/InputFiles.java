package org.signalfall.ingest.input;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens input files, compressed or not, and standard input. */
public final class InputFiles {

  /** Stands for standard input, which can be read once. */
  public static final Path STDIN = Path.of("-");

  private static final int BUFFER = 64 * 1024;

  private InputFiles() {}

  /**
   * Opens a file, or standard input, and unpacks it when it begins like gzip, bzip2 or Zstandard,
   * whatever its name. Damage shows as a {@link DamagedInputException} while it is read.
   *
   * @throws IOException when it can't be opened; the message is one sentence for a person
   */
  public static InputStream open(Path file) throws IOException {
    return unpacked(raw(file), file);
  }

  /**
   * Unpacks a file that {@link #raw} has opened.
   *
   * @param opened closed with the stream, and when it can't be read
   */
  public static InputStream unpacked(InputStream opened, Path file) throws IOException {
    InputStream raw = new BufferedInputStream(opened, BUFFER);
    try {
      Compression compression = Compression.of(raw);
      return compression == Compression.NONE ? raw : new Unpacked(compression.unpack(raw));
    } catch (IOException e) {
      raw.close();
      throw new IOException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Opens a file as it is, without unpacking it. */
  public static InputStream raw(Path file) throws IOException {
    if (file.equals(STDIN)) {
      return new KeptOpen(System.in);
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not a file");
    }
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  /** Standard input belongs to the process, not to who reads it. */
  private static final class KeptOpen extends FilterInputStream {

    KeptOpen(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
