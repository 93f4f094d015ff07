package org.signalfall.topology;

import java.time.Duration;
import java.util.List;
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
import org.signalfall.avro.Absence;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficSample;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.signal.Blindness;
import org.signalfall.signal.LevelBins;
import org.signalfall.signal.LevelGrid;
import org.signalfall.signal.LevelSlot;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.SeriesRules;
import org.signalfall.signal.Slots;

/** Network stage for levels: gathers slots as records come, lays them on grids on progress. */
final class TrafficNetworkProcessor
    implements Processor<byte[], TrafficRecord, String, SpecificRecord> {

  private static final Duration CLOSING_INTERVAL = Duration.ofMillis(100);

  /** Series judged once more in a call: each may have a day of minutes to go through. */
  private static final int MOST_CORRECTIONS = 20;

  private final LevelDetector detector;
  private final SeriesRules seriesRules;
  private final SeriesLimits limits;
  private final boolean tapSignals;

  private FeedGate gate;
  private TimedStore<byte[]> slots;
  private LevelSeries<LevelGrid> series;
  private RecentSeries<LevelState, LevelBin, LevelSlot> recent;
  private SightTap sight;
  private SeriesCensus census;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;

  TrafficNetworkProcessor(Rulebook rules, boolean tapSignals) {
    this.detector = new LevelDetector(rules.levels());
    this.seriesRules = rules.series();
    this.limits = rules.limits();
    this.tapSignals = tapSignals;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    telemetry =
        Telemetry.of(context.appConfigs())
            .task(NodeNames.TRAFFIC_NETWORK, context.taskId().partition());
    CommittingStore<String, byte[]> storedFeeds = context.getStateStore(NodeNames.TRAFFIC_FEEDS);
    gate =
        new FeedGate(
            context,
            storedFeeds.entries(),
            Stage.NETWORK_TRAFFIC,
            NodeNames.TRAFFIC_NETWORK,
            FeedGate.PROGRESS_TO,
            limits.feeds(),
            telemetry);
    storedFeeds.beforeCommit(gate::write);
    census =
        new SeriesCensus(
            context.getStateStore(NodeNames.TRAFFIC_COUNTS),
            limits,
            telemetry,
            new LimitRelay(context, NodeNames.TRAFFIC_NETWORK, gate::origin, gate::watermark));
    slots = new TimedStore<>(context.getStateStore(NodeNames.TRAFFIC_SLOTS));
    recent =
        new RecentSeries<>(
            context.getStateStore(NodeNames.TRAFFIC_RECENT),
            new LevelBins(),
            detector::judge,
            LevelState::decode);
    GridRules gridRules = new GridRules();
    KeyValueStore<Bytes, byte[]> stored = context.getStateStore(NodeNames.TRAFFIC_SERIES);
    sight =
        new SightTap(
            context,
            NodeNames.TRAFFIC_NETWORK,
            FeedKind.TRAFFIC,
            stored,
            gridRules::subject,
            track -> detector.retire(LevelTrack.decode(track, LevelGrid::decodeFrom).state()));
    series =
        new LevelSeries<>(
            context,
            NodeNames.TRAFFIC_NETWORK,
            detector,
            new VerdictRelay(context, Stage.NETWORK_TRAFFIC, NodeNames.TRAFFIC_NETWORK),
            stored,
            new TimedStore<>(context.getStateStore(NodeNames.TRAFFIC_DUES)),
            LevelGrid::new,
            LevelGrid::decodeFrom,
            gridRules,
            telemetry);
    context.schedule(CLOSING_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> closeDue());
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<byte[], TrafficRecord> record) {
    TrafficRecord raw = record.value();
    gate.take(
        RawEnvelope.of(raw, record.headers()),
        record.timestamp(),
        () -> gather(raw, FeedGate.require(raw.getSample()), record.timestamp()),
        this::closeDue);
  }

  private void gather(TrafficRecord raw, TrafficSample sample, long appendTime) {
    SeriesId id = seriesOf(sample);
    String key = id.encoded();
    long time = sample.getTime().toEpochMilli();
    if (gate.isLate(raw.getFeed(), time, appendTime)) {
      series
          .find(raw.getFeed(), key)
          .ifPresent(track -> addLate(raw.getFeed(), key, track, time, sample.getValue()));
      return;
    }
    requireRoom(raw.getFeed(), id);
    long end = Slots.endOf(time);
    long cadence = Objects.requireNonNullElse(sample.getCadenceMs(), 0L);
    LevelSlot slot = LevelSlot.decode(slots.get(raw.getFeed(), end, key));
    slot.add(sample.getValue(), cadence, sample.getAbsence() == Absence.ZERO);
    slots.put(raw.getFeed(), end, key, slot.encode());
  }

  private void addLate(
      String feed, String key, LevelTrack<LevelGrid> track, long time, double value) {
    recent.addLate(
        feed,
        key,
        track.memory(),
        time,
        track.shape().closedThrough(),
        late -> late.add(value, 0, false));
  }

  private void requireRoom(String feed, SeriesId id) {
    census
        .turnedAway(feed, id)
        .filter(limit -> series.find(feed, id.encoded()).isEmpty())
        .ifPresent(
            limit -> {
              telemetry.limitHit(limit);
              throw new RefusedRecordException(limit.refusal());
            });
  }

  private static SeriesId seriesOf(TrafficSample sample) {
    double value = sample.getValue();
    if (!(value >= 0 && value <= LevelSlot.MAX_VALUE)) {
      throw new RefusedRecordException(
          "the level %s is not between 0 and %s".formatted(value, LevelSlot.MAX_VALUE));
    }
    if (sample.getCountry().isEmpty() || sample.getSignal().isEmpty()) {
      throw new RefusedRecordException("the sample names no country or no signal");
    }
    if (sample.getCadenceMs() != null && sample.getCadenceMs() < Slots.WIDTH_MS) {
      throw new RefusedRecordException(
          "the cadence of %d ms is below one minute".formatted(sample.getCadenceMs()));
    }
    try {
      return new SeriesId(
          sample.getCountry(),
          Objects.requireNonNullElse(sample.getRegion(), ""),
          Objects.requireNonNullElse(sample.getAsn(), 0L),
          Objects.requireNonNullElse(sample.getService(), ""),
          "",
          sample.getSignal());
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(e.getMessage());
    }
  }

  /** Closes a bounded number of slots and bins; the punctuator comes back for the rest. */
  private void closeDue() {
    int budget = TimedStore.CHUNK;
    for (String feed : gate.withWork()) {
      long watermark = gate.watermark(feed);
      List<KeyValue<StoreKeys.Timed, byte[]>> ended = slots.chunk(feed, watermark);
      long reached = 0;
      for (KeyValue<StoreKeys.Timed, byte[]> slot : ended) {
        // A bin is over before a later slot begins, and holds the slot that ends with it.
        if (slot.key.time() > reached) {
          reached = slot.key.time();
          budget -= passDues(feed, reached - 1, budget);
        }
        if (budget <= 0) {
          return;
        }
        close(feed, slot);
        budget--;
      }
      if (ended.size() == TimedStore.CHUNK) {
        return;
      }
      budget -= passDues(feed, watermark, budget);
      if (budget <= 0 || !correct(feed, watermark) || !gate.tellSight(feed, sight)) {
        return;
      }
      gate.announce(feed);
    }
  }

  /** Takes over what late samples change in a bounded number of series; returns whether in all. */
  private boolean correct(String feed, long watermark) {
    List<String> names = recent.corrected(feed, MOST_CORRECTIONS);
    for (String name : names) {
      recent
          .rejudge(feed, name)
          .ifPresent(
              again ->
                  series.step(
                      feed, name, watermark, (track, judge) -> judge.correct(again, watermark)));
    }
    return names.size() < MOST_CORRECTIONS;
  }

  private void close(String feed, KeyValue<StoreKeys.Timed, byte[]> slot) {
    long time = slot.key.time();
    slots.remove(feed, time, slot.key.name());
    series.step(
        feed,
        slot.key.name(),
        time,
        (track, judge) ->
            track
                .shape()
                .add(
                    time - Slots.WIDTH_MS,
                    LevelSlot.decode(slot.value),
                    bin -> judge(feed, track, judge, bin)));
  }

  /** Lets time pass for every series that is due through then; returns for how many it did. */
  private int passDues(String feed, long through, int budget) {
    int passed = 0;
    Blindness blindness = gate.blindness(feed);
    OptionalLong next = series.firstDue(feed, through);
    while (next.isPresent() && passed < budget) {
      long time = next.getAsLong();
      passed +=
          series.passDue(
              feed,
              time,
              TimedStore.CHUNK,
              (track, judge) -> letPass(feed, track, time, blindness, judge));
      next = series.firstDue(feed, through);
    }
    return passed;
  }

  private void letPass(
      String feed,
      LevelTrack<LevelGrid> track,
      long time,
      Blindness blindness,
      LevelSeries.Judge judge) {
    LevelGrid grid = track.shape();
    if (retiresAt(track) <= time) {
      recent.forget(feed, judge.name(), track.memory());
      judge.retire(time);
    } else if (grid.nextBinEnd() > time) {
      judge.lapse(time);
    } else if (grid.isNextBinEmpty() && blindness.covers(grid.nextBinStart(), time)) {
      // Silence of a feed that doesn't see isn't zero.
      grid.skip();
      if (detector.lapseDeadline(track.state()) <= time) {
        judge.lapse(time);
      }
    } else {
      grid.advance(time, bin -> judge(feed, track, judge, bin));
    }
  }

  /** A count that has been silent since it was affected is observed to be zero, and stays. */
  private long retiresAt(LevelTrack<LevelGrid> track) {
    boolean affected = track.state().status().isAffected();
    return affected && track.shape().absenceIsZero()
        ? Long.MAX_VALUE
        : seriesRules.retiresAt(track.shape().lastSampleEnd(), affected);
  }

  private void judge(
      String feed, LevelTrack<LevelGrid> track, LevelSeries.Judge judge, LevelBin bin) {
    byte[] before = track.memory().isKept() ? null : track.encodedState();
    judge.bin(bin);
    recent.remember(feed, judge.name(), track.memory(), before, track.state(), bin);
    if (tapSignals) {
      judge.tap(bin, 0);
    }
  }

  private final class GridRules implements LevelSeries.Rules<LevelGrid> {

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
      return new Subject(feed, gate.origin(feed), id, SignalFamily.LEVEL, "");
    }

    @Override
    public long dueAfter(String feed, LevelTrack<LevelGrid> track, long time) {
      long bin = track.shape().nextBinEnd();
      long lapse =
          track.shape().absenceIsZero() ? Long.MAX_VALUE : detector.lapseDeadline(track.state());
      long next = Math.min(bin, lapse <= time ? Long.MAX_VALUE : lapse);
      return Math.min(next, Math.max(time + 1, retiresAt(track)));
    }

    @Override
    public SeriesVerdict voiced(String feed, SeriesVerdict verdict) {
      return verdict;
    }
  }
}
