package org.signalfall.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.Ruleset;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;

/** An event desk with its cases in memory, which looks at them when they ask for it. */
final class Desk implements Cases {

  private EventDesk desk = fresh();
  private final TreeMap<CaseKey, EventCase> cases = new TreeMap<>();
  private final Map<String, StageRecord> contexts = new HashMap<>();
  private final Map<String, Sight> sights = new HashMap<>();
  private final List<ConnectivityEvent> published = new ArrayList<>();

  private static EventDesk fresh() {
    return new EventDesk(EventRules.defaults(), new Ruleset("1", "hash"));
  }

  /** Kills the desk; another one goes on from what the stores hold, as bytes. */
  void restart() {
    desk = fresh();
    cases.replaceAll((key, subject) -> reloaded(subject));
  }

  private static EventCase reloaded(EventCase subject) {
    try {
      return EventCase.fromByteBuffer(subject.toByteBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets time pass, decides one tick, and returns what came out of that tick alone. */
  List<ConnectivityEvent> decide(Instant tick, StageRecord... records) {
    passUntil(tick);
    List<StageRecord> verdicts = new ArrayList<>();
    NavigableSet<CaseKey> woken = wakes(tick);
    for (StageRecord record : records) {
      if (record.getType() == StageRecordType.CONTEXT) {
        String service = record.getContext().getService();
        contexts.put(service, record);
        cases.keySet().stream().filter(key -> key.service().equals(service)).forEach(woken::add);
      } else {
        verdicts.add(record);
      }
    }
    return step(tick, verdicts, woken);
  }

  /** Lets time pass, and returns what came out on the way. */
  List<ConnectivityEvent> pass(Instant until) {
    int before = published.size();
    passUntil(until.plusMillis(1));
    return List.copyOf(published.subList(before, published.size()));
  }

  /** Returns every revision published, in order. */
  List<ConnectivityEvent> published() {
    return List.copyOf(published);
  }

  private void passUntil(Instant tick) {
    Optional<Instant> next = nextWake(tick);
    while (next.isPresent()) {
      step(next.get(), List.of(), wakes(next.get()));
      next = nextWake(tick);
    }
  }

  private Optional<Instant> nextWake(Instant before) {
    return cases.values().stream()
        .map(EventCase::getWakeAt)
        .filter(wake -> !wake.equals(Instant.EPOCH) && wake.isBefore(before))
        .min(Instant::compareTo);
  }

  private NavigableSet<CaseKey> wakes(Instant tick) {
    NavigableSet<CaseKey> woken = new TreeSet<>();
    cases.forEach(
        (key, subject) -> {
          if (subject.getWakeAt().equals(tick)) {
            woken.add(key);
          }
        });
    return woken;
  }

  private List<ConnectivityEvent> step(
      Instant tick, List<StageRecord> verdicts, NavigableSet<CaseKey> woken) {
    List<ConnectivityEvent> revisions = desk.decide(tick.toEpochMilli(), verdicts, woken, this);
    revisions.forEach(revision -> published.add(ConnectivityEvent.newBuilder(revision).build()));
    return revisions;
  }

  @Override
  public Optional<EventCase> find(CaseKey key) {
    return Optional.ofNullable(cases.get(key)).map(known -> EventCase.newBuilder(known).build());
  }

  @Override
  public void keep(CaseKey key, EventCase changed) {
    cases.put(key, EventCase.newBuilder(changed).build());
  }

  @Override
  public List<CaseKey> startingWith(String prefix) {
    return cases.keySet().stream().filter(key -> key.encoded().startsWith(prefix)).toList();
  }

  @Override
  public List<CaseKey> ofService(String service) {
    return cases.keySet().stream().filter(key -> key.service().equals(service)).toList();
  }

  @Override
  public boolean isOurs(String country) {
    return true;
  }

  /** Says that a feed has lost sight, or sees again, and lets all cases be looked at. */
  List<ConnectivityEvent> sight(Instant tick, String feed, Sight now) {
    passUntil(tick);
    sights.put(feed, now);
    return step(tick, List.of(), new TreeSet<>(cases.keySet()));
  }

  @Override
  public Sight sight(String feed) {
    return sights.getOrDefault(feed, Sight.CLEAR);
  }

  @Override
  public Optional<StageRecord> context(String service) {
    return Optional.ofNullable(contexts.get(service));
  }
}
