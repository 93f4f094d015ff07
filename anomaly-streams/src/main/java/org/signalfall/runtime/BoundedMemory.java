package org.signalfall.runtime;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one budget of write buffers for all stores of a process, so that the memory
 * beside the heap doesn't grow with the number of stores. What the write buffers take is part of
 * the cache; so are indexes and filters.
 *
 * <p>They belong to the process and are never closed: a store that closes leaves them to the
 * others. The size is that of whoever opens the first store.
 */
public final class BoundedMemory implements RocksDBConfigSetter {

  static final String STATE_MEMORY = "signalfall.state.memory.bytes";
  static final long STATE_MEMORY_DEFAULT = 512L << 20;
  static final long STATE_MEMORY_LEAST = 16L << 20;
  static final String STATE_MEMORY_DOC =
      "Memory beside the heap for all stores of the process together: blocks that were read, write"
          + " buffers (a third of it at most), indexes and filters.";

  private static final int WRITE_BUFFER_SHARE = 3;
  private static final long LARGEST_WRITE_BUFFER = 8L << 20;
  private static final int MOST_WRITE_BUFFERS = 3;
  private static final double HIGH_PRIORITY_SHARE = 0.1;
  private static final int SHARD_BITS = -1;

  private static Shared shared;

  private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

  private static synchronized Shared shared(long bytes) {
    if (shared == null) {
      Cache cache = new LRUCache(bytes, SHARD_BITS, false, HIGH_PRIORITY_SHARE);
      shared = new Shared(cache, new WriteBufferManager(bytes / WRITE_BUFFER_SHARE, cache));
    }
    return shared;
  }

  /** Returns how much of the memory is in use, in bytes; 0 before the first store is opened. */
  public static synchronized long usedBytes() {
    return shared == null ? 0 : shared.cache().getUsage();
  }

  /** Returns how much of the memory can't be given up now, in bytes. */
  public static synchronized long pinnedBytes() {
    return shared == null ? 0 : shared.cache().getPinnedUsage();
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    Shared all = shared(bytes(configs));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(all.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(all.writeBuffers());
    options.setWriteBufferSize(LARGEST_WRITE_BUFFER);
    options.setMaxWriteBufferNumber(MOST_WRITE_BUFFERS);
    options.setTableFormatConfig(table);
  }

  private static long bytes(Map<String, Object> configs) {
    ConfigDef definition =
        new ConfigDef()
            .define(
                STATE_MEMORY,
                ConfigDef.Type.LONG,
                STATE_MEMORY_DEFAULT,
                ConfigDef.Range.atLeast(STATE_MEMORY_LEAST),
                ConfigDef.Importance.MEDIUM,
                STATE_MEMORY_DOC);
    return new AbstractConfig(definition, configs, false).getLong(STATE_MEMORY);
  }

  /** The cache and the write buffers are the other stores' too. */
  @Override
  public void close(String store, Options options) {}
}
