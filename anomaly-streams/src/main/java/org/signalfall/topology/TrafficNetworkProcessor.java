package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
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
import org.signalfall.avro.BinMeaning;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.avro.TrafficSample;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.signal.LevelSlot;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.Slots;

/** Network stage for levels: gathers slots as records come, lays them on grids on progress. */
final class TrafficNetworkProcessor
    implements Processor<String, TrafficRecord, String, SpecificRecord> {

  private static final Duration CLOSING_INTERVAL = Duration.ofMillis(100);
  private static final byte[] DUE = {};

  private final LevelDetector detector;
  private final boolean tapSignals;

  private ProcessorContext<String, SpecificRecord> context;
  private FeedGate gate;
  private VerdictRelay relay;
  private TimedStore<byte[]> slots;
  private TimedStore<byte[]> dues;
  private KeyValueStore<Bytes, byte[]> series;

  TrafficNetworkProcessor(Rulebook rules, boolean tapSignals) {
    this.detector = new LevelDetector(rules.levels());
    this.tapSignals = tapSignals;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    gate =
        new FeedGate(
            context,
            context.getStateStore(NodeNames.TRAFFIC_FEEDS),
            Stage.NETWORK_TRAFFIC,
            NodeNames.TRAFFIC_NETWORK);
    relay = new VerdictRelay(context, Stage.NETWORK_TRAFFIC, NodeNames.TRAFFIC_NETWORK);
    slots = new TimedStore<>(context.getStateStore(NodeNames.TRAFFIC_SLOTS));
    dues = new TimedStore<>(context.getStateStore(NodeNames.TRAFFIC_DUES));
    series = context.getStateStore(NodeNames.TRAFFIC_SERIES);
    context.schedule(CLOSING_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> closeDue());
  }

  @Override
  public void process(Record<String, TrafficRecord> record) {
    TrafficRecord raw = record.value();
    if (raw == null || raw.getType() == TrafficRecordType.UNKNOWN) {
      throw new RefusedRecordException("the record is of no type that this version knows");
    }
    if (!gate.admits(raw.getFeed(), raw.getLane(), raw.getSequence())) {
      return;
    }
    switch (raw.getType()) {
      case SAMPLE -> gather(raw, FeedGate.require(raw.getSample()), record.timestamp());
      case MARKER -> {
        gate.promise(
            raw.getFeed(),
            raw.getLane(),
            FeedGate.require(raw.getMarker()),
            raw.getOrigin(),
            record.timestamp());
        closeDue();
      }
      case ROSTER -> gate.roster(FeedGate.require(raw.getRoster()), raw.getOrigin());
      case STALL -> gate.stall(raw.getFeed(), raw.getOrigin(), true, raw.getStall());
      case RESUME -> gate.stall(raw.getFeed(), raw.getOrigin(), false, raw.getStall());
      case UNKNOWN -> throw new IllegalStateException("refused above");
    }
  }

  private void gather(TrafficRecord raw, TrafficSample sample, long appendTime) {
    String key = seriesOf(sample).encoded();
    long time = sample.getTime().toEpochMilli();
    if (gate.isLate(raw.getFeed(), raw.getOrigin(), time, appendTime)) {
      return;
    }
    long end = Slots.endOf(time);
    long cadence = Objects.requireNonNullElse(sample.getCadenceMs(), 0L);
    LevelSlot slot = LevelSlot.decode(slots.get(raw.getFeed(), end, key));
    slot.add(sample.getValue(), cadence, sample.getAbsence() == Absence.ZERO);
    slots.put(raw.getFeed(), end, key, slot.encode());
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
      if (budget <= 0) {
        return;
      }
      gate.announce(feed);
    }
  }

  private void close(String feed, KeyValue<StoreKeys.Timed, byte[]> slot) {
    long time = slot.key.time();
    slots.remove(feed, time, slot.key.name());
    step(
        feed,
        slot.key.name(),
        time,
        (track, sink) ->
            track.grid().add(time - Slots.WIDTH_MS, LevelSlot.decode(slot.value), sink::bin));
  }

  /** Lets time pass for every series that is due through then; returns for how many it did. */
  private int passDues(String feed, long through, int budget) {
    int passed = 0;
    OptionalLong next = dues.firstTime(feed, through);
    while (next.isPresent() && passed < budget) {
      long time = next.getAsLong();
      List<KeyValue<StoreKeys.Timed, byte[]>> over = dues.at(feed, time);
      for (KeyValue<StoreKeys.Timed, byte[]> due : over) {
        step(feed, due.key.name(), time, (track, sink) -> letPass(track, time, sink));
      }
      passed += over.size();
      next = dues.firstTime(feed, through);
    }
    return passed;
  }

  private void letPass(LevelTrack track, long time, Sink sink) {
    if (track.grid().nextBinEnd() <= time) {
      track.grid().advance(time, sink::bin);
    } else {
      sink.lapse(time);
    }
  }

  private interface Step {
    void on(LevelTrack track, Sink sink);
  }

  private void step(String feed, String name, long time, Step step) {
    Bytes key = StoreKeys.named(feed, name);
    LevelTrack track = LevelTrack.decode(series.get(key));
    step.on(track, new Sink(feed, SeriesId.decoded(name), track));
    long due = dueAfter(track, time);
    if (due != track.dueAt()) {
      if (track.dueAt() != Long.MAX_VALUE) {
        dues.remove(feed, track.dueAt(), name);
      }
      if (due != Long.MAX_VALUE) {
        dues.put(feed, due, name, DUE);
      }
      track.due(due);
    }
    series.put(key, track.encode());
  }

  private long dueAfter(LevelTrack track, long time) {
    long bin = track.grid().nextBinEnd();
    long lapse =
        track.grid().absenceIsZero() ? Long.MAX_VALUE : detector.lapseDeadline(track.state());
    return Math.min(bin, lapse <= time ? Long.MAX_VALUE : lapse);
  }

  /** Judges what the grid of one series hands out. */
  private final class Sink {

    private final String feed;
    private final SeriesId id;
    private final LevelTrack track;

    Sink(String feed, SeriesId id, LevelTrack track) {
      this.feed = feed;
      this.id = id;
      this.track = track;
    }

    void bin(LevelBin bin) {
      relay(detector.judge(track.state(), bin), bin.end());
      if (tapSignals) {
        tap(bin);
      }
    }

    void lapse(long time) {
      relay(detector.lapse(track.state(), time), time);
    }

    private void relay(SeriesVerdict verdict, long time) {
      double weight = Double.isFinite(verdict.expected()) ? verdict.expected() : 0;
      track.relayed(
          relay.relay(
              new Subject(feed, gate.origin(feed), id, SignalFamily.LEVEL, ""),
              verdict,
              time,
              weight,
              track.relayedAt()));
    }

    private void tap(LevelBin bin) {
      SignalBin tapped =
          SignalBin.newBuilder()
              .setFeed(feed)
              .setScope(Verdicts.scope(id))
              .setSignal(id.signal())
              .setFamily(SignalFamily.LEVEL)
              .setStart(Instant.ofEpochMilli(bin.start()))
              .setEnd(Instant.ofEpochMilli(bin.end()))
              .setMeaning(bin.samples() == 0 ? BinMeaning.ZERO : BinMeaning.OBSERVED)
              .setSamples(bin.samples())
              .setValue(bin.value())
              .build();
      context.forward(
          new Record<>(Verdicts.key(tapped.getScope()), tapped, context.currentStreamTimeMs()),
          NodeNames.sink(NodeNames.TRAFFIC_NETWORK, NodeNames.SIGNAL_TAP));
    }
  }
}
