package org.signalfall.ingest.reference;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Checks the search tree of a database in MaxMind's format before it is walked: nothing in the
 * format forbids a node to point back, and then the walk would never end.
 */
final class MaxMindTree {

  /** No database has as many; a walk of so many takes a minute. */
  private static final long MAX_LEAVES = 100_000_000;

  private static final int MAX_DEPTH = 128;
  private static final long IN_PROGRESS = -1;

  private final MappedByteBuffer tree;
  private final int nodes;
  private final int recordBits;

  /** Leaves below each node; 0 while unknown. */
  private final long[] leaves;

  private MaxMindTree(MappedByteBuffer tree, int nodes, int recordBits) {
    this.tree = tree;
    this.nodes = nodes;
    this.recordBits = recordBits;
    this.leaves = new long[nodes];
  }

  /**
   * Checks a file.
   *
   * @throws MalformedRecordException when a walk over its tree would not end soon
   */
  static void check(Path file) throws MalformedRecordException, IOException {
    Metadata metadata = metadata(file);
    long bytes = metadata.nodeCount() * (metadata.recordSize() / 4);
    try (FileChannel channel = FileChannel.open(file)) {
      if (metadata.nodeCount() <= 0 || bytes > Math.min(channel.size(), Integer.MAX_VALUE)) {
        throw new MalformedRecordException("the database is damaged: its tree has no room in it");
      }
      MappedByteBuffer tree = channel.map(MapMode.READ_ONLY, 0, bytes);
      new MaxMindTree(tree, (int) metadata.nodeCount(), metadata.recordSize()).leaves(0, 0);
    }
  }

  private static Metadata metadata(Path file) throws MalformedRecordException {
    try (Reader reader = new Reader(file.toFile())) {
      return reader.getMetadata();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new MalformedRecordException("the database is damaged: " + e.getMessage(), e);
    }
  }

  private long leaves(int node, int depth) throws MalformedRecordException {
    if (leaves[node] == IN_PROGRESS || depth > MAX_DEPTH) {
      throw new MalformedRecordException("the database is damaged: its tree has no end");
    }
    if (leaves[node] == 0) {
      leaves[node] = IN_PROGRESS;
      leaves[node] = below(record(node, false), depth) + below(record(node, true), depth);
      if (leaves[node] > MAX_LEAVES) {
        throw new MalformedRecordException("the database has more than " + MAX_LEAVES + " entries");
      }
    }
    return leaves[node];
  }

  private long below(long record, int depth) throws MalformedRecordException {
    return record < nodes ? leaves((int) record, depth + 1) : 1;
  }

  /** Reads one of the two records of a node: 24, 28 or 32 bits. */
  private long record(int node, boolean isRight) throws MalformedRecordException {
    int start = node * (recordBits / 4);
    return switch (recordBits) {
      case 24 -> bytes(isRight ? start + 3 : start, 3);
      case 28 -> {
        // The middle byte holds the high four bits of both.
        int middle = tree.get(start + 3) & 0xff;
        long high = isRight ? middle & 0xf : middle >>> 4;
        yield (high << 24) | bytes(isRight ? start + 4 : start, 3);
      }
      case 32 -> bytes(isRight ? start + 4 : start, 4);
      default ->
          throw new MalformedRecordException(
              "the database is damaged: a record of " + recordBits + " bits");
    };
  }

  private long bytes(int start, int count) {
    long value = 0;
    for (int i = start; i < start + count; i++) {
      value = (value << 8) | (tree.get(i) & 0xff);
    }
    return value;
  }
}
