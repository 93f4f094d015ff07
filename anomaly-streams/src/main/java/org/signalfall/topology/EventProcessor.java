package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.CaseKey;
import org.signalfall.event.EventClock;
import org.signalfall.event.EventDesk;
import org.signalfall.event.RosteredFeed;
import org.signalfall.event.ServiceWatch;
import org.signalfall.event.Sight;
import org.signalfall.observe.Evaluation;
import org.signalfall.schema.topic.EventPartitioner;

/** Event stage: lets decision time advance, and publishes what the desk decides at each tick. */
final class EventProcessor implements Processor<byte[], StageRecord, String, SpecificRecord> {

  private static final Duration DRAIN_INTERVAL = Duration.ofMillis(100);
  private static final long EVALUATION_STEP_MS = Duration.ofHours(1).toMillis();

  /** All records share one group: the stage has one clock. */
  private static final String INBOX = "event";

  /** The clock is that of all feeds together. */
  private static final String EVERY_FEED = "every";

  private final EventClock clock;
  private final EventDesk desk;
  private final Rulebook rules;
  private final int partitions;

  private ProcessorContext<String, SpecificRecord> context;
  private Upstream upstream;
  private NewsCommit commits;
  private StageInbox inbox;
  private TimedStore<byte[]> wakes;
  private Tombstones tombstones;
  private StoredCases cases;
  private RawOffsets offsets;
  private DecisionTime decided;
  private OpenEvents open;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;
  private long evaluatedThrough = EventClock.NOT_STARTED;
  private long feedsFinished;
  private boolean sightChanged;

  EventProcessor(Rulebook rules, int partitions) {
    this.rules = rules;
    this.partitions = partitions;
    this.clock = new EventClock(rules.events(), partitions);
    this.desk = new EventDesk(rules.events(), rules.ruleset());
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    upstream = new Upstream(context.getStateStore(NodeNames.EVENT_FEEDS));
    inbox = new StageInbox(context.getStateStore(NodeNames.EVENT_INBOX));
    wakes = new TimedStore<>(context.getStateStore(NodeNames.EVENT_WAKES));
    tombstones = new Tombstones(wakes);
    cases =
        new StoredCases(
            context.getStateStore(NodeNames.EVENT_CASES),
            context.getStateStore(NodeNames.EVENT_CONTEXTS),
            wakes,
            upstream,
            this::isOurs);
    offsets = new RawOffsets(context.getStateStore(NodeNames.EVENT_OFFSETS), partitions);
    decided = new DecisionTime(context.getStateStore(NodeNames.EVENT_CLOCK));
    telemetry =
        Telemetry.of(context.appConfigs()).task(NodeNames.EVENT, context.taskId().partition());
    open = new OpenEvents(telemetry);
    cases.forEachOfOurs(known -> open.restore(known.getEvent()));
    commits = new NewsCommit(context, NodeNames.EVENT);
    context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> advance());
  }

  private boolean isOurs(String country) {
    return EventPartitioner.partition(country, partitions) == context.taskId().partition();
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<byte[], StageRecord> record) {
    commits.heard(record);
    StageRecord stage = record.value();
    switch (stage.getType()) {
      case VERDICT, CONTEXT, CORRECTION -> inbox.keep(INBOX, decisionTime(stage), stage);
      case ROSTER -> upstream.enroll(stage);
      case PROGRESS, STALL -> {
        upstream.note(stage);
        offsets.note(stage);
        advance();
      }
      case UNKNOWN, VISIBILITY, WITNESSES, RESUME ->
          throw new RefusedRecordException("the record is of no type that this version knows");
    }
  }

  /** What a feed says after the stage has gone on without it counts at once. */
  private long decisionTime(StageRecord stage) {
    RosteredFeed feed = upstream.require(stage.getFeed());
    long own = stage.getTime().toEpochMilli() + rules.events().delayMs(feed.kind());
    return Math.max(own, decided.next());
  }

  /** Decides a bounded number of ticks; the punctuator comes back for the rest. */
  private void advance() {
    List<KeyValue<String, RosteredFeed>> roster = upstream.roster();
    SightChanges sights = SightChanges.of(roster, clock);
    long now =
        sights.orNext(
            clock.now(roster.stream().map(entry -> entry.value).toList(), decided.reached()),
            decided);
    long over = roster.stream().filter(entry -> clock.isOver(entry.value)).count();
    boolean nothingNew = now == evaluatedThrough && over == feedsFinished && sights.isEmpty();
    if (now == EventClock.NOT_STARTED || nothingNew) {
      return;
    }
    OptionalLong next = next(now, sights);
    for (int budget = TimedStore.CHUNK; next.isPresent() && budget > 0; budget--) {
      long tick = next.getAsLong();
      List<SightChanges.Change> told = sights.take(tick);
      sightChanged |= !told.isEmpty();
      decide(tick, told);
      decided.reach(tick);
      next = next(now, sights);
    }
    if (next.isEmpty()) {
      decided.reach(now);
      tombstones.take(now).forEach(id -> forward(id, null, NodeNames.EVENTS_LATEST));
      report(roster, now, over > feedsFinished || sightChanged);
      feedsFinished = over;
      sightChanged = false;
    }
    decided.keep();
    tellTelemetry(roster);
  }

  private void tellTelemetry(List<KeyValue<String, RosteredFeed>> roster) {
    boolean waits =
        roster.stream()
            .anyMatch(
                entry -> !clock.isOver(entry.value) && clock.sight(entry.value) == Sight.CLEAR);
    if (waits) {
      telemetry.progress(EVERY_FEED, decided.reached());
    } else {
      telemetry.progressEnds(EVERY_FEED);
    }
  }

  private OptionalLong next(long now, SightChanges sights) {
    long record = inbox.firstTime(INBOX, now).orElse(now + 1);
    long wake = wakes.firstTime(StoredCases.WAKES, Math.min(record, now)).orElse(now + 1);
    long first = Math.min(Math.min(record, wake), sights.first(decided));
    return first <= now ? OptionalLong.of(first) : OptionalLong.empty();
  }

  private void decide(long tick, List<SightChanges.Change> sights) {
    List<StageRecord> verdicts = new ArrayList<>();
    TreeSet<CaseKey> woken = new TreeSet<>();
    for (StageRecord record : inbox.take(INBOX, tick)) {
      if (record.getType() == StageRecordType.CONTEXT) {
        cases.keepContext(record);
        woken.addAll(cases.ofService(record.getContext().getService()));
      } else {
        verdicts.add(record);
      }
    }
    for (KeyValue<StoreKeys.Timed, byte[]> wake : wakes.at(StoredCases.WAKES, tick)) {
      wakes.remove(StoredCases.WAKES, tick, wake.key.name());
      woken.add(CaseKey.decoded(wake.key.name()));
    }
    for (SightChanges.Change change : sights) {
      upstream.told(change.feed(), change.now());
      woken.addAll(cases.ofFeed(change.feed()));
    }
    Instant emittedAt = Instant.ofEpochMilli(context.currentSystemTimeMs());
    for (ConnectivityEvent revision : desk.decide(tick, verdicts, woken, cases)) {
      if (isOurs(revision.getScope().getCountry())) {
        // The desk goes on from the same object, and nothing that it decides may know the clock.
        publish(
            ConnectivityEvent.newBuilder(revision)
                .setEmittedAt(emittedAt)
                .setLocators(offsets.of(revision))
                .build());
      }
    }
    cases.write();
  }

  private void publish(ConnectivityEvent revision) {
    Headers headers = EventHeaders.of(revision);
    Set<String> targets = new LinkedHashSet<>(List.of(NodeNames.EVENTS, NodeNames.EVENTS_LATEST));
    targets.add(sinkOf(revision.getCategory()));
    if (revision.getReclassifiedFrom() != null) {
      targets.add(sinkOf(revision.getReclassifiedFrom()));
    }
    for (String target : targets) {
      context.forward(
          new Record<>(revision.getEventId(), revision, context.currentStreamTimeMs(), headers),
          NodeNames.sink(NodeNames.EVENT, target));
    }
    open.published(revision);
    commits.told();
    if (revision.getIsFinal()) {
      tombstones.plan(revision.getEventId(), revision.getAsOf());
    }
  }

  private static String sinkOf(Category category) {
    return category == Category.OUTAGE ? NodeNames.EVENTS_OUTAGE : NodeNames.EVENTS_RESTRICTION;
  }

  /**
   * Says how far this task has evaluated: hourly in event time, and when a feed is through, has
   * lost sight or sees again.
   */
  private void report(List<KeyValue<String, RosteredFeed>> roster, long now, boolean feedChanged) {
    boolean due =
        evaluatedThrough == EventClock.NOT_STARTED
            || Math.floorDiv(now, EVALUATION_STEP_MS)
                > Math.floorDiv(evaluatedThrough, EVALUATION_STEP_MS);
    evaluatedThrough = now;
    if (!due && !feedChanged) {
      return;
    }
    for (KeyValue<String, RosteredFeed> entry : roster) {
      boolean finished = clock.isOver(entry.value) && clock.allows(entry.value) <= now;
      Evaluated whole =
          Evaluation.ofPartition(entry.key, context.taskId().partition(), now, finished);
      forward(ServiceWatch.WORLD + "/" + entry.key, whole, NodeNames.EVALUATED);
    }
    for (Evaluated country : Evaluation.ofCountries(cases, cases.ours(), now)) {
      forward(country.getCountry() + "/" + country.getFeed(), country, NodeNames.EVALUATED);
    }
    commits.told();
  }

  private void forward(String key, SpecificRecord value, String target) {
    context.forward(
        new Record<>(key, value, context.currentStreamTimeMs()),
        NodeNames.sink(NodeNames.EVENT, target));
  }
}
