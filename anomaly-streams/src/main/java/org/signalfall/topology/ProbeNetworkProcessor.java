package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
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
    implements Processor<byte[], ProbeRecord, String, SpecificRecord> {

  private static final Duration CLOSING_INTERVAL = Duration.ofMillis(100);

  /** Slots closed in one call: some tenths of a second, and the feeds beside wait for them. */
  private static final int MOST_CLOSED = 10_000;

  static final double ONE_NETWORK_ONE_VOTE = 1;

  private final ProbeDetector detector;
  private final SeriesRules seriesRules;
  private final SeriesLimits limits;
  private final VantageNames vantages;
  private final MeasurementSamples samples = new MeasurementSamples();
  private final boolean tapSignals;

  private ProcessorContext<String, SpecificRecord> context;
  private FeedGate gate;
  private VerdictRelay relay;
  private OpenSlots slots;
  private ProbeSeries series;
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
    CommittingStore<String, byte[]> storedFeeds = context.getStateStore(NodeNames.PROBE_FEEDS);
    storedFeeds.beforeCommit(this::write);
    gate =
        new FeedGate(
            context,
            storedFeeds.entries(),
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
    slots = new OpenSlots(context.getStateStore(NodeNames.PROBE_SLOTS), OpenSlots.MOST_BYTES);
    KeyValueStore<Bytes, byte[]> storedSeries = context.getStateStore(NodeNames.PROBE_SERIES);
    series = new ProbeSeries(storedSeries);
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
            storedSeries,
            (feed, id) -> new Subject(feed, gate.origin(feed), id, SignalFamily.PROBE, ""),
            track -> detector.retire(ProbeTrack.decode(track).state()));
    late = new LateProbes(samples, series, recent, relay, silence);
    instruments = new InstrumentRelay(context, NodeNames.PROBE_NETWORK, vantages);
    context.schedule(CLOSING_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> closeDue());
  }

  private void write() {
    gate.write();
    slots.write();
    series.write();
    places.write();
  }

  @Override
  public void close() {
    telemetry.close();
  }

  @Override
  public void process(Record<byte[], ProbeRecord> record) {
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
    List<SeriesSample> all = samples.of(measurement);
    // All of a measurement is taken, or nothing of it.
    all.forEach(one -> requireRoom(raw.getFeed(), one.series()));
    all.forEach(one -> slots.add(raw.getFeed(), end, one.series(), one.sample()));
  }

  private void requireRoom(String feed, SeriesId id) {
    census
        .turnedAway(feed, id)
        .filter(limit -> series.get(new SeriesKey(feed, id)) == null)
        .ifPresent(
            limit -> {
              telemetry.limitHit(limit);
              throw new RefusedRecordException(limit.refusal());
            });
  }

  /** Closes a bounded number of slots; the punctuator comes back for the rest. */
  private void closeDue() {
    int budget = MOST_CLOSED;
    for (String feed : gate.withWork()) {
      long watermark = gate.watermark(feed);
      while (budget > 0 && slots.areDue(feed, watermark)) {
        OpenSlots.Group group = slots.take(feed);
        close(feed, group);
        budget -= group.members().size();
      }
      if (!slots.areDue(feed, watermark)) {
        budget -= silence.pass(feed, gate.origin(feed), watermark, Math.max(0, budget));
        if (budget <= 0 || !late.correct(feed, gate.origin(feed), watermark) || !tellSight(feed)) {
          return;
        }
        gate.announce(feed);
      }
    }
  }

  /** The tap reads the series where they are stored. */
  private boolean tellSight(String feed) {
    if (gate.hasSightToTell(feed)) {
      series.write();
    }
    return gate.tellSight(feed, sight);
  }

  private void close(String feed, OpenSlots.Group members) {
    SeriesId first = members.members().get(0).series();
    long end = members.end();
    Origin origin = gate.origin(feed);
    silence.pass(feed, origin, end - 1, Integer.MAX_VALUE);
    PlaceMemory memory = places.find(feed, first);
    boolean isRemembered = memory.lastSlot() > 0;
    ProbeGroup group = new ProbeGroup(end, memory);
    members.members().forEach(member -> group.add(member.series(), member.slot()));
    group.losses().forEach(loss -> instruments.lost(feed, origin, first, end, loss));
    group.bins((id, bin) -> judge(feed, origin, id, bin, group.networkName()));
    // A place for whose series there is no room isn't remembered either.
    if (isRemembered || census.knows(feed, first)) {
      places.keep(feed, first, memory, isRemembered);
    }
  }

  private void judge(String feed, Origin origin, SeriesId id, ProbeBin bin, String networkName) {
    SeriesKey key = new SeriesKey(feed, id);
    ProbeTrack known = series.get(key);
    if (known == null && !census.admits(feed, id)) {
      return;
    }
    ProbeTrack track = known == null ? ProbeTrack.fresh() : known;
    List<Defect> before = detector.defects(track.state());
    byte[] stateBefore =
        track.memory().isKept() || detector.isUneventful(track.state(), bin)
            ? null
            : track.state().encode();
    SeriesVerdict verdict = detector.judge(track.state(), bin);
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
    silence.sampled(feed, id, track);
    series.put(key, track);
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
