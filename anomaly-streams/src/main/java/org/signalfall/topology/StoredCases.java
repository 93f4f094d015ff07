package org.signalfall.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.StageRecord;
import org.signalfall.event.CaseKey;
import org.signalfall.event.Cases;
import org.signalfall.event.ServiceWatch;
import org.signalfall.event.Sight;

/** Cases in the event stage's stores, and beside them the order in which they want to wake. */
final class StoredCases implements Cases {

  /** All wake times share one group: the stage has one clock. */
  static final String WAKES = "wake";

  /** At some 2 to 8 KiB a case. */
  private static final int MOST_AT_HAND = 4_096;

  private static final byte[] WAKE = {};

  private final KeyValueStore<String, EventCase> cases;
  private final KeyValueStore<String, StageRecord> contexts;
  private final TimedStore<byte[]> wakes;
  private final Upstream upstream;
  private final Predicate<String> ours;

  private final AtHand<CaseKey, Held> atHand = new AtHand<>(MOST_AT_HAND, this::load, this::write);

  /** Keys of all cases by their text; null before the first look. */
  private NavigableMap<String, CaseKey> keys;

  /**
   * Opens the stores.
   *
   * @param ours tells of a country whether this task publishes its events
   */
  StoredCases(
      KeyValueStore<String, EventCase> cases,
      KeyValueStore<String, StageRecord> contexts,
      TimedStore<byte[]> wakes,
      Upstream upstream,
      Predicate<String> ours) {
    this.cases = cases;
    this.contexts = contexts;
    this.wakes = wakes;
    this.upstream = upstream;
    this.ours = ours;
  }

  @Override
  public boolean isOurs(String country) {
    return ours.test(country);
  }

  @Override
  public Optional<EventCase> find(CaseKey key) {
    return Optional.ofNullable(atHand.get(key)).map(held -> held.value);
  }

  @Override
  public void keep(CaseKey key, EventCase value) {
    Held held = atHand.get(key);
    if (held == null) {
      held = new Held(value, Instant.EPOCH);
      if (keys != null) {
        keys.put(key.encoded(), key);
      }
    }
    held.value = value;
    atHand.put(key, held);
  }

  /** Writes what was kept since the last time. */
  void write() {
    atHand.write();
  }

  private Held load(CaseKey key) {
    EventCase stored = cases.get(key.encoded());
    return stored == null ? null : new Held(stored, stored.getWakeAt());
  }

  private void write(CaseKey key, Held held) {
    String name = key.encoded();
    Instant wake = held.value.getWakeAt();
    if (!held.wakeAt.equals(wake)) {
      if (!held.wakeAt.equals(Instant.EPOCH)) {
        wakes.remove(WAKES, held.wakeAt.toEpochMilli(), name);
      }
      if (!wake.equals(Instant.EPOCH)) {
        wakes.put(WAKES, wake.toEpochMilli(), name, WAKE);
      }
    }
    cases.put(name, held.value);
    held.wakeAt = wake;
  }

  @Override
  public List<CaseKey> startingWith(String prefix) {
    return ordered(keys().subMap(prefix, prefix + Character.MAX_VALUE).values());
  }

  @Override
  public List<CaseKey> ofService(String service) {
    return all().stream().filter(key -> key.service().equals(service)).toList();
  }

  /** Returns the keys of all cases that a feed has spoken of, in any country known to this task. */
  List<CaseKey> ofFeed(String feed) {
    return all().stream()
        .filter(
            key ->
                find(key).map(EventCase::getSignals).orElse(List.of()).stream()
                    .anyMatch(
                        signal -> ServiceWatch.feedBehind(signal.getVerdict(), this).equals(feed)))
        .toList();
  }

  /** Shows every case whose events this task publishes, in the order of the store. */
  void forEachOfOurs(Consumer<EventCase> consumer) {
    try (KeyValueIterator<String, EventCase> found = cases.all()) {
      while (found.hasNext()) {
        KeyValue<String, EventCase> entry = found.next();
        if (isOurs(CaseKey.decoded(entry.key).country())) {
          consumer.accept(entry.value);
        }
      }
    }
  }

  /** Returns the keys of all cases whose events this task publishes, in order. */
  List<CaseKey> ours() {
    return all().stream().filter(key -> isOurs(key.country())).toList();
  }

  private List<CaseKey> all() {
    return ordered(keys().values());
  }

  private static List<CaseKey> ordered(Collection<CaseKey> some) {
    List<CaseKey> keys = new ArrayList<>(some);
    keys.sort(null);
    return keys;
  }

  private NavigableMap<String, CaseKey> keys() {
    if (keys == null) {
      keys = new TreeMap<>();
      try (KeyValueIterator<String, EventCase> found = cases.all()) {
        found.forEachRemaining(entry -> keys.put(entry.key, CaseKey.decoded(entry.key)));
      }
      atHand.changed().forEach(key -> keys.put(key.encoded(), key));
    }
    return keys;
  }

  @Override
  public Sight sight(String feed) {
    return upstream.require(feed).sight();
  }

  @Override
  public Optional<StageRecord> context(String service) {
    return Optional.ofNullable(contexts.get(service));
  }

  void keepContext(StageRecord change) {
    contexts.put(change.getContext().getService(), change);
  }

  /** A case, and when the store says that it wants to wake. */
  private static final class Held {

    private EventCase value;
    private Instant wakeAt;

    Held(EventCase value, Instant wakeAt) {
      this.value = value;
      this.wakeAt = wakeAt;
    }
  }
}
