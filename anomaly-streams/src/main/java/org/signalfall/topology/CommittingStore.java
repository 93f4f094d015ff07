package org.signalfall.topology;

import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * A store that tells its stage when a commit is near, so that the stage writes then, and only then,
 * what it has changed as objects since the last one. The commit covers what is written so.
 *
 * <p>Before a commit Kafka Streams has every store write what it caches, in an order that isn't
 * told. What the stage writes at that moment therefore belongs into stores without a cache.
 */
final class CommittingStore<K, V> extends WrappedStateStore<KeyValueStore<K, V>, K, V> {

  private Runnable beforeCommit = CommittingStore::nothing;

  private CommittingStore(KeyValueStore<K, V> entries) {
    super(entries);
  }

  /** Returns the store itself. */
  KeyValueStore<K, V> entries() {
    return wrapped();
  }

  /** Has something done before each commit, instead of what was to be done so far. */
  void beforeCommit(Runnable task) {
    beforeCommit = task;
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
    super.flushCache();
  }

  @Override
  public void clearCache() {
    beforeCommit = CommittingStore::nothing;
    super.clearCache();
  }

  private static void nothing() {
    // No stage works on the store yet.
  }

  /** Builds such a store over what another builder builds. */
  record Builder<K, V>(StoreBuilder<KeyValueStore<K, V>> entries)
      implements StoreBuilder<CommittingStore<K, V>> {

    @Override
    public CommittingStore<K, V> build() {
      return new CommittingStore<>(entries.build());
    }

    @Override
    public StoreBuilder<CommittingStore<K, V>> withCachingEnabled() {
      return new Builder<>(entries.withCachingEnabled());
    }

    @Override
    public StoreBuilder<CommittingStore<K, V>> withCachingDisabled() {
      return new Builder<>(entries.withCachingDisabled());
    }

    @Override
    public StoreBuilder<CommittingStore<K, V>> withLoggingEnabled(Map<String, String> config) {
      return new Builder<>(entries.withLoggingEnabled(config));
    }

    @Override
    public StoreBuilder<CommittingStore<K, V>> withLoggingDisabled() {
      return new Builder<>(entries.withLoggingDisabled());
    }

    @Override
    public Map<String, String> logConfig() {
      return entries.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return entries.loggingEnabled();
    }

    @Override
    public String name() {
      return entries.name();
    }
  }
}
