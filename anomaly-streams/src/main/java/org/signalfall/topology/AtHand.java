package org.signalfall.topology;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A bounded number of a store's entries as objects, those looked at last, for a stage that comes
 * back to the same ones again and again: reading and writing them costs more than deciding. What
 * was changed is written when the stage is through with its input, so before the commit, or not
 * before that (see {@link CommittingStore}); what is at hand is lost with the process, and read
 * again.
 */
final class AtHand<K, V> {

  private final int most;
  private final Function<K, V> load;
  private final BiConsumer<K, V> store;
  private final Map<K, V> entries = new LatestLookedAt();
  private final Set<K> changed = new LinkedHashSet<>();

  /**
   * Creates a hand that is empty.
   *
   * @param most how many entries to hold
   * @param load reads an entry; null when there is none
   * @param store writes an entry
   */
  AtHand(int most, Function<K, V> load, BiConsumer<K, V> store) {
    this.most = most;
    this.load = load;
    this.store = store;
  }

  /** Returns the entry itself, not a copy; null when there is none. */
  V get(K key) {
    V known = entries.get(key);
    if (known == null) {
      known = load.apply(key);
      if (known != null) {
        entries.put(key, known);
      }
    }
    return known;
  }

  /** Keeps an entry that is new or has changed. */
  void put(K key, V value) {
    changed.add(key);
    entries.put(key, value);
  }

  /** Lets go of an entry that has left the store, or is about to, without writing it. */
  void drop(K key) {
    changed.remove(key);
    entries.remove(key);
  }

  /** Returns the keys of what has yet to be written. */
  Set<K> changed() {
    return changed;
  }

  /** Writes what was kept since the last time. */
  void write() {
    changed.forEach(key -> store.accept(key, entries.get(key)));
    changed.clear();
  }

  /** Lets go of the entry that nobody has looked at for longest. */
  private final class LatestLookedAt extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    LatestLookedAt() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      boolean surplus = size() > most;
      if (surplus && changed.remove(eldest.getKey())) {
        store.accept(eldest.getKey(), eldest.getValue());
      }
      return surplus;
    }
  }
}
