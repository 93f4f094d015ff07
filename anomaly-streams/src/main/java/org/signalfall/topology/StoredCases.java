package org.signalfall.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

  private static final byte[] WAKE = {};

  private final KeyValueStore<String, EventCase> cases;
  private final KeyValueStore<String, StageRecord> contexts;
  private final TimedStore<byte[]> wakes;
  private final Upstream upstream;
  private final Predicate<String> ours;

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
    return Optional.ofNullable(cases.get(key.encoded()));
  }

  @Override
  public void keep(CaseKey key, EventCase changed) {
    String name = key.encoded();
    EventCase before = cases.get(name);
    Instant wakeBefore = before == null ? Instant.EPOCH : before.getWakeAt();
    Instant wakeAfter = changed.getWakeAt();
    if (!wakeBefore.equals(wakeAfter)) {
      if (!wakeBefore.equals(Instant.EPOCH)) {
        wakes.remove(WAKES, wakeBefore.toEpochMilli(), name);
      }
      if (!wakeAfter.equals(Instant.EPOCH)) {
        wakes.put(WAKES, wakeAfter.toEpochMilli(), name, WAKE);
      }
    }
    cases.put(name, changed);
  }

  @Override
  public List<CaseKey> startingWith(String prefix) {
    List<CaseKey> keys = new ArrayList<>();
    try (KeyValueIterator<String, EventCase> found =
        cases.range(prefix, prefix + Character.MAX_VALUE)) {
      found.forEachRemaining(entry -> keys.add(CaseKey.decoded(entry.key)));
    }
    keys.sort(null);
    return keys;
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
                cases.get(key.encoded()).getSignals().stream()
                    .anyMatch(signal -> signal.getVerdict().getFeed().equals(feed)))
        .toList();
  }

  /** Returns the keys of all cases whose events this task publishes, in order. */
  List<CaseKey> ours() {
    return all().stream().filter(key -> isOurs(key.country())).toList();
  }

  private List<CaseKey> all() {
    List<CaseKey> keys = new ArrayList<>();
    try (KeyValueIterator<String, EventCase> found = cases.all()) {
      found.forEachRemaining(entry -> keys.add(CaseKey.decoded(entry.key)));
    }
    keys.sort(null);
    return keys;
  }

  @Override
  public Sight sight(String feed) {
    return feed.equals(ServiceWatch.EVERY_FEED) ? Sight.CLEAR : upstream.require(feed).sight();
  }

  @Override
  public Optional<StageRecord> context(String service) {
    return Optional.ofNullable(contexts.get(service));
  }

  void keepContext(StageRecord change) {
    contexts.put(change.getContext().getService(), change);
  }
}
