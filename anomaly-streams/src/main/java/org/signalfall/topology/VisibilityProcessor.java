package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.VisibilityChange;
import org.signalfall.bgp.VisibilityRules;
import org.signalfall.bgp.Witnesses;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.event.RosteredFeed;
import org.signalfall.event.UpstreamProgress;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.signal.HeldLevel;
import org.signalfall.signal.SeriesId;

/**
 * Visibility stage of BGP: adds up what the covering blocks say of each scope, and judges the sums
 * as levels, one bin a minute.
 *
 * <p>A level stands until it changes, and most stand for hours. So each series looks ahead: it is
 * due at the end of the first bin that somebody would hear of if nothing changed, at the latest of
 * the hour, and all bins until then are judged at once when it is, or when a change comes before.
 * The verdicts are those of judging each bin when it ends, for a hundredth of the writing.
 */
final class VisibilityProcessor implements Processor<byte[], StageRecord, String, SpecificRecord> {

  private static final Duration DRAIN_INTERVAL = Duration.ofMillis(100);

  /** Series seen to in a call: each may have an hour of bins to judge, and one to look ahead to. */
  private static final int MOST_SERIES = 500;

  private static final long LOOK_AHEAD_MS = Duration.ofHours(1).toMillis();

  /** Sorts before the name of any series, so that who can be asked is known before what is said. */
  private static final String WITNESSES = "\u0001";

  private static final Map<Stage, Integer> ITSELF = Map.of(Stage.NETWORK_BGP, 1);

  private final LevelDetector detector;
  private final VisibilityRules rules;
  private final SeriesLimits limits;
  private final ReferenceData reference;
  private final Map<Stage, Integer> required;
  private final boolean tapSignals;

  private ProcessorContext<String, SpecificRecord> context;
  private Upstream upstream;
  private NewsCommit commits;
  private TimedStore<byte[]> changes;
  private KeyValueStore<String, byte[]> watches;
  private KeyValueStore<Bytes, byte[]> stored;
  private LevelSeries<HeldLevel> series;
  private SightTap sight;
  private SeriesCensus census;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;

  VisibilityProcessor(Rulebook rulebook, int partitions, boolean tapSignals) {
    this.detector = new LevelDetector(rulebook.levels());
    this.rules = rulebook.visibility();
    this.limits = rulebook.limits();
    this.reference = rulebook.reference();
    this.required = Map.of(Stage.BGP_TABLES, partitions);
    this.tapSignals = tapSignals;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    telemetry =
        Telemetry.of(context.appConfigs()).task(NodeNames.VISIBILITY, context.taskId().partition());
    upstream = new Upstream(context.getStateStore(NodeNames.VISIBILITY_FEEDS));
    changes = new TimedStore<>(context.getStateStore(NodeNames.VISIBILITY_CHANGES));
    watches = context.getStateStore(NodeNames.VISIBILITY_WATCH);
    stored = context.getStateStore(NodeNames.VISIBILITY_SERIES);
    census =
        new SeriesCensus(
            context.getStateStore(NodeNames.VISIBILITY_COUNTS),
            limits,
            telemetry,
            new LimitRelay(
                context,
                NodeNames.VISIBILITY,
                feed -> watch(feed).origin(),
                feed -> upstream.require(feed).progress().through(required)));
    HeldRules heldRules = new HeldRules();
    sight =
        new SightTap(
            context,
            NodeNames.VISIBILITY,
            FeedKind.BGP,
            stored,
            heldRules::subject,
            track -> detector.retire(LevelTrack.decode(track, HeldLevel::decodeFrom).state()));
    series =
        new LevelSeries<>(
            context,
            NodeNames.VISIBILITY,
            detector,
            new VerdictRelay(context, Stage.NETWORK_BGP, NodeNames.VISIBILITY),
            stored,
            new TimedStore<>(context.getStateStore(NodeNames.VISIBILITY_DUES)),
            HeldLevel::new,
            HeldLevel::decodeFrom,
            heldRules,
            telemetry);
    commits = new NewsCommit(context, NodeNames.VISIBILITY);
    context.schedule(DRAIN_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> drainAll());
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<byte[], StageRecord> record) {
    commits.heard(record);
    StageRecord stage = record.value();
    String feed = stage.getFeed();
    switch (stage.getType()) {
      case VISIBILITY -> add(feed, stage.getTime().toEpochMilli(), stage.getVisibility());
      case WITNESSES ->
          changes.put(
              feed,
              stage.getTime().toEpochMilli(),
              WITNESSES,
              ByteBuffer.allocate(4 + 4)
                  .putInt(stage.getWitnesses().getLive())
                  .putInt(stage.getWitnesses().getKnown())
                  .array());
      case ROSTER -> upstream.enroll(stage);
      case PROGRESS, STALL -> {
        upstream.note(stage);
        keep(feed, watch(feed).withOrigin(stage.getOrigin()));
        drain(feed, upstream.require(feed), MOST_SERIES);
      }
      default -> {}
    }
  }

  private void add(String feed, long binEnd, VisibilityChange change) {
    Scope scope = change.getScope();
    String name =
        new SeriesId(
                scope.getCountry(),
                Objects.requireNonNullElse(scope.getRegion(), ""),
                scope.getAsn() == null ? 0 : scope.getAsn(),
                "",
                "",
                change.getSignal())
            .encoded();
    byte[] known = changes.get(feed, binEnd, name);
    long before = known == null ? 0 : ByteBuffer.wrap(known).getLong();
    changes.put(
        feed, binEnd, name, ByteBuffer.allocate(8).putLong(before + change.getUnits()).array());
  }

  private void drainAll() {
    int budget = MOST_SERIES;
    for (KeyValue<String, RosteredFeed> entry : upstream.roster()) {
      budget = drain(entry.key, entry.value, budget);
    }
  }

  /** Sees to a bounded number of series, and returns what is left of the bound. */
  private int drain(String feed, RosteredFeed rostered, int budget) {
    UpstreamProgress progress = rostered.progress();
    long through = progress.through(required);
    boolean ended = progress.isEnded(required);
    boolean stalled = progress.isStalled(required);
    if (through == progress.through(ITSELF)
        && ended == progress.isEnded(ITSELF)
        && stalled == progress.isStalled(ITSELF)) {
      return budget;
    }
    int left = budget;
    boolean done = false;
    while (!done && left > 0) {
      int seenTo = seeToNext(feed, through);
      done = seenTo == 0;
      left -= seenTo;
    }
    if (done && (stalled == progress.isStalled(ITSELF) || sight.tell(feed, stalled, through))) {
      announce(feed, through, ended, stalled);
    }
    return left;
  }

  /** Sees to what comes first in event time; returns to how many series, 0 when nothing is left. */
  private int seeToNext(String feed, long through) {
    FeedWatch watch = watch(feed);
    if (watch.isTelling()) {
      return tellSeries(feed, watch);
    }
    OptionalLong change = changes.firstTime(feed, through);
    OptionalLong due = series.firstDue(feed, through);
    if (change.isEmpty() && due.isEmpty()) {
      return 0;
    }
    if (change.isPresent() && change.getAsLong() <= due.orElse(Long.MAX_VALUE)) {
      return takeChanges(feed, change.getAsLong());
    }
    long time = due.getAsLong();
    return series.passDue(
        feed, time, MOST_SERIES, (track, judge) -> pass(watch, track, judge, time));
  }

  private int takeChanges(String feed, long binEnd) {
    List<KeyValue<StoreKeys.Timed, byte[]>> entries = changes.chunk(feed, binEnd, MOST_SERIES);
    int taken = 0;
    for (KeyValue<StoreKeys.Timed, byte[]> entry : entries) {
      String name = entry.key.name();
      changes.remove(feed, binEnd, name);
      taken++;
      if (name.equals(WITNESSES)) {
        noteWitnesses(feed, binEnd, entry.value);
        return taken;
      }
      long units = ByteBuffer.wrap(entry.value).getLong();
      FeedWatch watch = watch(feed);
      series.step(feed, name, binEnd, (track, judge) -> change(watch, track, judge, binEnd, units));
    }
    return taken;
  }

  private void noteWitnesses(String feed, long binEnd, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    FeedWatch watch = watch(feed).withWitnesses(new Witnesses(in.getInt(), in.getInt()));
    boolean isNews = rules.suffices(watch.witnesses()) != watch.judged();
    keep(feed, isNews ? watch.telling(binEnd) : watch);
  }

  /** Tells the next series that those who can be asked suffice from a bin on, or don't. */
  private int tellSeries(String feed, FeedWatch watch) {
    long binEnd = watch.tellingAt();
    long before = binEnd - HeldLevel.CADENCE_MS;
    List<String> names =
        StoreKeys.following(stored, feed, watch.told(), MOST_SERIES).stream()
            .map(entry -> entry.key)
            .toList();
    FeedWatch next =
        names.size() < MOST_SERIES
            ? watch.toldAll()
            : watch.toldThrough(names.get(names.size() - 1));
    // What is still to come of these series already follows what they are told.
    keep(feed, watch.toldAll());
    for (String name : names) {
      series.step(feed, name, before, (track, judge) -> pass(watch, track, judge, before));
    }
    keep(feed, next);
    return Math.max(1, names.size());
  }

  private void change(
      FeedWatch watch,
      LevelTrack<HeldLevel> track,
      LevelSeries.Judge judge,
      long binEnd,
      long units) {
    pass(watch, track, judge, binEnd - HeldLevel.CADENCE_MS);
    long steppedOver = track.shape().binsUnchanged();
    track.shape().change(binEnd, units);
    pass(watch, track, judge, binEnd);
    if (tapSignals && watch.judged()) {
      judge.tap(track.shape().binEnding(binEnd), steppedOver);
    }
  }

  private void pass(
      FeedWatch watch, LevelTrack<HeldLevel> track, LevelSeries.Judge judge, long through) {
    if (watch.judged()) {
      track.shape().advance(through, judge::bin);
      return;
    }
    track.shape().passOver(through);
    if (detector.lapseDeadline(track.state()) <= through) {
      judge.lapse(through);
    }
  }

  private void announce(String feed, long through, boolean ended, boolean stalled) {
    StageRecord told =
        StageRecord.newBuilder()
            .setType(stalled ? StageRecordType.STALL : StageRecordType.PROGRESS)
            .setStage(Stage.NETWORK_BGP)
            .setPartition(context.taskId().partition())
            .setFeed(feed)
            .setOrigin(watch(feed).origin())
            .setTime(Instant.ofEpochMilli(through))
            .setFinalMarker(ended)
            .build();
    upstream.note(StageRecord.newBuilder(told).setPartition(0).build());
    StageProgress.tell(telemetry, told);
    commits.tell(told, FeedGate.PROGRESS_TO);
  }

  private FeedWatch watch(String feed) {
    return FeedWatch.decode(watches.get(feed));
  }

  private void keep(String feed, FeedWatch watch) {
    watches.put(feed, watch.encode());
  }

  private final class HeldRules implements LevelSeries.Rules<HeldLevel> {

    @Override
    public boolean begins(String feed, SeriesId id) {
      return census.admits(feed, id);
    }

    @Override
    public void ended(String feed, SeriesId id) {
      census.forgets(feed, id);
    }

    @Override
    public Subject subject(String feed, SeriesId id) {
      String name = id.asn() == 0 ? "" : reference.name(id.asn()).orElse("");
      return new Subject(feed, watch(feed).origin(), id, SignalFamily.LEVEL, name);
    }

    @Override
    public long dueAfter(String feed, LevelTrack<HeldLevel> track, long time) {
      if (!watch(feed).judged()) {
        long lapse = detector.lapseDeadline(track.state());
        return lapse <= time ? Long.MAX_VALUE : lapse;
      }
      HeldLevel level = track.shape();
      LevelState ahead = LevelState.decode(track.state().encode());
      long horizon =
          Math.floorDiv(level.closedThrough() + LOOK_AHEAD_MS, LOOK_AHEAD_MS) * LOOK_AHEAD_MS;
      long end = level.closedThrough() + HeldLevel.CADENCE_MS;
      while (end < horizon) {
        SeriesVerdict verdict = detector.judge(ahead, level.binEnding(end));
        if (VerdictRelay.isHeard(verdict, end, track.relayedAt())) {
          return end;
        }
        end += HeldLevel.CADENCE_MS;
      }
      return horizon;
    }

    @Override
    public SeriesVerdict voiced(String feed, SeriesVerdict verdict) {
      return rules.confirms(watch(feed).witnesses()) ? verdict : verdict.asNoisy();
    }
  }
}
