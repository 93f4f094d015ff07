package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.BinMeaning;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.detect.Defect;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.detect.Voice;
import org.signalfall.observe.VantageNames;
import org.signalfall.signal.PlaceMemory;
import org.signalfall.signal.ProbeBins;
import org.signalfall.signal.ProbeGroup;
import org.signalfall.signal.ProbeSlot;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.SeriesRules;
import org.signalfall.signal.Slots;
import org.signalfall.topology.MeasurementSamples.SeriesSample;

/** Network stage for probes: gathers slots as records come, closes and judges them on progress. */
final class ProbeNetworkProcessor
    implements Processor<String, ProbeRecord, String, SpecificRecord> {

  private static final Duration CLOSING_INTERVAL = Duration.ofMillis(100);
  static final double ONE_NETWORK_ONE_VOTE = 1;

  private final ProbeDetector detector;
  private final SeriesRules seriesRules;
  private final SeriesLimits limits;
  private final VantageNames vantages;
  private final boolean tapSignals;

  private ProcessorContext<String, SpecificRecord> context;
  private FeedGate gate;
  private VerdictRelay relay;
  private TimedStore<byte[]> slots;
  private KeyValueStore<Bytes, byte[]> series;
  private ProbeSilence silence;
  private LateProbes late;
  private SightTap sight;
  private RecentSeries<ProbeState, ProbeBin, ProbeSlot> recent;
  private ProbePlaces places;
  private InstrumentRelay instruments;
  private SeriesCensus census;
  private Telemetry.Task telemetry = Telemetry.Task.NONE;

  ProbeNetworkProcessor(Rulebook rules, VantageNames vantages, boolean tapSignals) {
    this.detector = new ProbeDetector(rules.probes());
    this.seriesRules = rules.series();
    this.limits = rules.limits();
    this.vantages = vantages;
    this.tapSignals = tapSignals;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    telemetry =
        Telemetry.of(context.appConfigs())
            .task(NodeNames.PROBE_NETWORK, context.taskId().partition());
    gate =
        new FeedGate(
            context,
            context.getStateStore(NodeNames.PROBE_FEEDS),
            Stage.NETWORK_PROBE,
            NodeNames.PROBE_NETWORK,
            FeedGate.PROGRESS_TO,
            limits.feeds(),
            telemetry);
    census =
        new SeriesCensus(
            context.getStateStore(NodeNames.PROBE_COUNTS),
            limits,
            telemetry,
            new LimitRelay(context, NodeNames.PROBE_NETWORK, gate::origin, gate::watermark));
    relay = new VerdictRelay(context, Stage.NETWORK_PROBE, NodeNames.PROBE_NETWORK);
    slots = new TimedStore<>(context.getStateStore(NodeNames.PROBE_SLOTS));
    series = context.getStateStore(NodeNames.PROBE_SERIES);
    recent =
        new RecentSeries<>(
            context.getStateStore(NodeNames.PROBE_RECENT),
            new ProbeBins(),
            detector::judge,
            ProbeState::decode);
    TimedStore<byte[]> dues = new TimedStore<>(context.getStateStore(NodeNames.PROBE_DUES));
    places = new ProbePlaces(seriesRules, context.getStateStore(NodeNames.PROBE_PLACES), dues);
    silence = new ProbeSilence(detector, seriesRules, relay, series, dues, places, recent, census);
    sight =
        new SightTap(
            context,
            NodeNames.PROBE_NETWORK,
            FeedKind.PROBE,
            series,
            (feed, id) -> new Subject(feed, gate.origin(feed), id, SignalFamily.PROBE, ""),
            track -> detector.retire(ProbeTrack.decode(track).state()));
    late = new LateProbes(series, recent, relay, silence);
    instruments = new InstrumentRelay(context, NodeNames.PROBE_NETWORK, vantages);
    context.schedule(CLOSING_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> closeDue());
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<String, ProbeRecord> record) {
    ProbeRecord raw = record.value();
    gate.take(
        RawEnvelope.of(raw, record.headers()),
        record.timestamp(),
        () -> gather(raw, FeedGate.require(raw.getMeasurement()), record.timestamp()),
        this::closeDue);
  }

  private void gather(ProbeRecord raw, ProbeMeasurement measurement, long appendTime) {
    long time = measurement.getTime().toEpochMilli();
    if (gate.isLate(raw.getFeed(), time, appendTime)) {
      late.add(raw.getFeed(), measurement, gate.watermark(raw.getFeed()));
      return;
    }
    long end = Slots.endOf(time, ProbeSlot.WIDTH_MS);
    List<SeriesSample> samples = MeasurementSamples.of(measurement);
    // All of a measurement is taken, or nothing of it.
    samples.forEach(one -> requireRoom(raw.getFeed(), one.series()));
    for (SeriesSample one : samples) {
      String key = one.series().encoded();
      ProbeSlot slot = ProbeSlot.decode(slots.get(raw.getFeed(), end, key));
      slot.add(one.sample());
      slots.put(raw.getFeed(), end, key, slot.encode());
    }
  }

  private void requireRoom(String feed, SeriesId id) {
    census
        .turnedAway(feed, id)
        .filter(limit -> series.get(StoreKeys.named(feed, id.encoded())) == null)
        .ifPresent(
            limit -> {
              telemetry.limitHit(limit);
              throw new RefusedRecordException(limit.refusal());
            });
  }

  /** Closes a bounded number of slots; the punctuator comes back for the rest. */
  private void closeDue() {
    int budget = TimedStore.CHUNK;
    for (String feed : gate.withWork()) {
      long watermark = gate.watermark(feed);
      List<KeyValue<StoreKeys.Timed, byte[]>> due = slots.chunk(feed, watermark);
      while (!due.isEmpty() && budget > 0) {
        budget -= close(feed, due);
        due = slots.chunk(feed, watermark);
      }
      if (due.isEmpty()) {
        budget -= silence.pass(feed, gate.origin(feed), watermark, Math.max(0, budget));
        if (budget <= 0
            || !late.correct(feed, gate.origin(feed), watermark)
            || !gate.tellSight(feed, sight)) {
          return;
        }
        gate.announce(feed);
      }
    }
  }

  /** Closes whole groups only: what may go on beyond a full chunk is left for the next. */
  private int close(String feed, List<KeyValue<StoreKeys.Timed, byte[]>> due) {
    int closed = 0;
    int from = 0;
    for (int i = 1; i <= due.size(); i++) {
      boolean groupEnds = i == due.size() || !isSameGroup(due.get(from).key, due.get(i).key);
      boolean mayGoOn = i == due.size() && i == TimedStore.CHUNK && from > 0;
      if (groupEnds && !mayGoOn) {
        closeGroup(feed, due.subList(from, i));
        closed += i - from;
        from = i;
      }
    }
    return closed;
  }

  private static boolean isSameGroup(StoreKeys.Timed one, StoreKeys.Timed other) {
    return one.time() == other.time()
        && SeriesId.decoded(one.name()).isBeside(SeriesId.decoded(other.name()));
  }

  private void closeGroup(String feed, List<KeyValue<StoreKeys.Timed, byte[]>> members) {
    SeriesId first = SeriesId.decoded(members.get(0).key.name());
    long end = members.get(0).key.time();
    Origin origin = gate.origin(feed);
    silence.pass(feed, origin, end - 1, Integer.MAX_VALUE);
    PlaceMemory memory = places.find(feed, first);
    boolean isRemembered = memory.lastSlot() > 0;
    ProbeGroup group = new ProbeGroup(end, memory);
    for (KeyValue<StoreKeys.Timed, byte[]> member : members) {
      group.add(SeriesId.decoded(member.key.name()), ProbeSlot.decode(member.value));
      slots.remove(feed, member.key.time(), member.key.name());
    }
    group.losses().forEach(loss -> instruments.lost(feed, origin, first, end, loss));
    group.bins((id, bin) -> judge(feed, origin, id, bin, group.networkName()));
    // A place for whose series there is no room isn't remembered either.
    if (isRemembered || census.knows(feed, first)) {
      places.keep(feed, first, memory, isRemembered);
    }
  }

  private void judge(String feed, Origin origin, SeriesId id, ProbeBin bin, String networkName) {
    Bytes key = StoreKeys.named(feed, id.encoded());
    byte[] known = series.get(key);
    if (known == null && !census.admits(feed, id)) {
      return;
    }
    ProbeTrack track = ProbeTrack.decode(known);
    List<Defect> before = detector.defects(track.state());
    byte[] stateBefore = track.memory().isKept() ? null : track.encodedState();
    SeriesVerdict verdict = detector.judge(track.state(), bin);
    track.stateChanged();
    recent.remember(feed, id.encoded(), track.memory(), stateBefore, track.state(), bin);
    telemetry.judged(Verdicts.state(verdict.after()));
    instruments.changed(feed, origin, id, bin.end(), before, detector.defects(track.state()));
    track.relayed(
        relay.relay(
            new Subject(feed, origin, id, SignalFamily.PROBE, networkName),
            verdict,
            bin.end(),
            ONE_NETWORK_ONE_VOTE,
            track.relayedAt()));
    track.sampled(bin.end());
    silence.sampled(feed, id.encoded(), track);
    series.put(key, track.encode());
    if (tapSignals) {
      tap(feed, id, bin);
    }
  }

  private void tap(String feed, SeriesId id, ProbeBin bin) {
    SignalBin tapped =
        SignalBin.newBuilder()
            .setFeed(feed)
            .setScope(Verdicts.scope(id))
            .setSignal(id.signal())
            .setFamily(SignalFamily.PROBE)
            .setStart(Instant.ofEpochMilli(bin.start()))
            .setEnd(Instant.ofEpochMilli(bin.end()))
            .setMeaning(BinMeaning.OBSERVED)
            .setSamples(bin.samples())
            .setFailures(bin.failures())
            .setValue(1 - (double) bin.failures() / bin.samples())
            .setControlSamples(bin.controlSamples())
            .setControlFailures(bin.controlFailures())
            .setVantages(distinct(bin, Voice::vantage))
            .setSoftwareVersions(distinct(bin, Voice::version))
            .build();
    context.forward(
        new Record<>(Verdicts.key(tapped.getScope()), tapped, context.currentStreamTimeMs()),
        NodeNames.sink(NodeNames.PROBE_NETWORK, NodeNames.SIGNAL_TAP));
  }

  /** Hash 0 stands for what isn't named, be it the rest of the vantages or a version. */
  private static int distinct(ProbeBin bin, ToLongFunction<Voice> what) {
    return (int) bin.voices().stream().mapToLong(what).filter(hash -> hash != 0).distinct().count();
  }
}
