package org.signalfall.standalone.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.signalfall.standalone.StandaloneException;

/**
 * The folder a broker keeps its logs in, held by one process at a time.
 *
 * <p>Kafka locks its log folder too, but in combined mode only after it has written to the metadata
 * log, so the lock here comes first.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "signalfall.lock";

  private final Path root;
  private final FileChannel lock;
  private final boolean temporary;

  private DataFolder(Path root, FileChannel lock, boolean temporary) {
    this.root = root;
    this.lock = lock;
    this.temporary = temporary;
  }

  /**
   * Opens and locks a folder.
   *
   * @param folder created when missing; null for a temporary one, deleted on close
   * @throws StandaloneException if the folder cannot be written or another process holds it
   */
  static DataFolder open(Path folder) {
    boolean temporary = folder == null;
    Path root = temporary ? createTemporary() : folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      return new DataFolder(root, lock(root), temporary);
    } catch (FileAlreadyExistsException e) {
      throw new StandaloneException(
          "The data folder " + root + " is a file; give a folder instead.", e);
    } catch (AccessDeniedException e) {
      throw new StandaloneException(
          "The data folder " + root + " is not writable; change its permissions or give another.",
          e);
    } catch (IOException e) {
      throw new StandaloneException(
          "The data folder " + root + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  Path root() {
    return root;
  }

  /** Where Kafka keeps its partitions, the metadata log among them. */
  Path logs() {
    return root.resolve("kafka");
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release data folder " + root, e);
    }
  }

  private static Path createTemporary() {
    try {
      return Files.createTempDirectory("signalfall-");
    } catch (IOException e) {
      throw new StandaloneException(
          "No temporary data folder can be created: " + e.getMessage() + ".", e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new StandaloneException(
          "The data folder "
              + root
              + " is in use by another Signalfall; stop that one or give another folder.");
    }
    return channel;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
