package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.BinMeaning;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.SignalFamily;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.Rejudgement;
import org.signalfall.detect.SeriesStatus;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.signal.LevelShape;
import org.signalfall.signal.SeriesId;

/**
 * The level series of a stage: fetched, changed by a step, judged, kept, and listed under the time
 * at which time alone will change them.
 */
final class LevelSeries<S extends LevelShape> {

  private static final byte[] DUE = {};

  /** What a stage says of its series. */
  interface Rules<S extends LevelShape> {

    /** Returns whether there is room for a series that isn't known, which begins then. */
    default boolean begins(String feed, SeriesId id) {
      return true;
    }

    /** Notes that a series is forgotten. */
    default void ended(String feed, SeriesId id) {}

    /** Returns what the verdicts of a series are about. */
    Subject subject(String feed, SeriesId id);

    /**
     * Returns when time alone changes the series after {@code time}, epoch ms; MAX_VALUE: never.
     */
    long dueAfter(String feed, LevelTrack<S> track, long time);

    /** Returns the verdict as it is to be heard. */
    SeriesVerdict voiced(String feed, SeriesVerdict verdict);
  }

  /** Judges what the shape of a series hands out. */
  interface Judge {

    /** Returns the name of the series. */
    String name();

    /** Judges the next bin. */
    void bin(LevelBin bin);

    /** Notes that there has been no bin up to a time, epoch ms. */
    void lapse(long time);

    /** Has the series forgotten at an event time, epoch ms. */
    void retire(long time);

    /**
     * Takes over what bins came to when they were judged once more, unless that would open an
     * event.
     *
     * @param time event time at which that is known, epoch ms
     */
    void correct(Rejudgement<LevelState> again, long time);

    /**
     * Writes a bin to the tap.
     *
     * @param steppedOver bins right before it that were not written
     */
    void tap(LevelBin bin, long steppedOver);
  }

  /** Something that happens to a series. */
  interface Step<S extends LevelShape> {

    /** Changes the track, and has what follows judged. */
    void on(LevelTrack<S> track, Judge judge);
  }

  private final ProcessorContext<String, SpecificRecord> context;
  private final String node;
  private final LevelDetector detector;
  private final VerdictRelay relay;
  private final KeyValueStore<Bytes, byte[]> series;
  private final TimedStore<byte[]> dues;
  private final Supplier<S> freshShape;
  private final Function<ByteBuffer, S> readShape;
  private final Rules<S> rules;
  private final Telemetry.Task telemetry;

  /**
   * Creates the series of a stage.
   *
   * @param node name of the stage's operator, before whose name those of its sinks stand
   * @param freshShape makes the shape of a series that nothing is known of
   * @param readShape reads a shape
   */
  LevelSeries(
      ProcessorContext<String, SpecificRecord> context,
      String node,
      LevelDetector detector,
      VerdictRelay relay,
      KeyValueStore<Bytes, byte[]> series,
      TimedStore<byte[]> dues,
      Supplier<S> freshShape,
      Function<ByteBuffer, S> readShape,
      Rules<S> rules,
      Telemetry.Task telemetry) {
    this.context = context;
    this.node = node;
    this.detector = detector;
    this.relay = relay;
    this.series = series;
    this.dues = dues;
    this.freshShape = freshShape;
    this.readShape = readShape;
    this.rules = rules;
    this.telemetry = telemetry;
  }

  /**
   * Lets a step happen to a series at an event time, epoch ms; nothing happens to one that isn't
   * known and for which there is no room.
   */
  void step(String feed, String name, long time, Step<S> step) {
    Bytes key = StoreKeys.named(feed, name);
    byte[] known = series.get(key);
    if (known == null && !rules.begins(feed, SeriesId.decoded(name))) {
      return;
    }
    LevelTrack<S> track =
        known == null ? LevelTrack.fresh(freshShape.get()) : LevelTrack.decode(known, readShape);
    TrackJudge judge = new TrackJudge(feed, SeriesId.decoded(name), track);
    step.on(track, judge);
    long due = judge.retired ? Long.MAX_VALUE : rules.dueAfter(feed, track, time);
    if (due != track.dueAt()) {
      if (track.dueAt() != Long.MAX_VALUE) {
        dues.remove(feed, track.dueAt(), name);
      }
      if (due != Long.MAX_VALUE) {
        dues.put(feed, due, name, DUE);
      }
      track.due(due);
    }
    if (judge.retired) {
      series.delete(key);
      rules.ended(feed, SeriesId.decoded(name));
    } else {
      series.put(key, track.encode());
    }
  }

  /** Returns what is kept of a series; empty when nothing is. */
  Optional<LevelTrack<S>> find(String feed, String name) {
    return Optional.ofNullable(series.get(StoreKeys.named(feed, name)))
        .map(bytes -> LevelTrack.decode(bytes, readShape));
  }

  /** Returns the first time at which a series is due by then; times are epoch ms. */
  OptionalLong firstDue(String feed, long through) {
    return dues.firstTime(feed, through);
  }

  /**
   * Lets a step happen to series that are due at a time, to so many at most; returns to how many.
   */
  int passDue(String feed, long time, int most, Step<S> step) {
    List<KeyValue<StoreKeys.Timed, byte[]>> over = dues.chunk(feed, time, most);
    for (KeyValue<StoreKeys.Timed, byte[]> due : over) {
      step(feed, due.key.name(), time, step);
    }
    return over.size();
  }

  private final class TrackJudge implements Judge {

    private final String feed;
    private final SeriesId id;
    private final LevelTrack<S> track;
    private boolean retired;

    TrackJudge(String feed, SeriesId id, LevelTrack<S> track) {
      this.feed = feed;
      this.id = id;
      this.track = track;
    }

    @Override
    public String name() {
      return id.encoded();
    }

    @Override
    public void bin(LevelBin bin) {
      track.stateChanged();
      tell(detector.judge(track.state(), bin), bin.end());
    }

    @Override
    public void lapse(long time) {
      track.stateChanged();
      tell(detector.lapse(track.state(), time), time);
    }

    @Override
    public void retire(long time) {
      retired = true;
      relay.retire(rules.subject(feed, id), detector.retire(track.state()), time);
    }

    @Override
    public void correct(Rejudgement<LevelState> again, long time) {
      SeriesStatus before = track.state().status();
      if (again.opens(before)) {
        return;
      }
      track.stateChanged();
      track.state().correct(again.state());
      if (track.memory().wasAffected()) {
        SeriesVerdict corrected = again.corrected(before, track.state().status());
        relay.correct(
            rules.subject(feed, id), rules.voiced(feed, corrected), time, weight(corrected));
      }
    }

    private static double weight(SeriesVerdict verdict) {
      return Double.isFinite(verdict.expected()) ? verdict.expected() : 0;
    }

    private void tell(SeriesVerdict verdict, long time) {
      telemetry.judged(Verdicts.state(verdict.after()));
      track.relayed(
          relay.relay(
              rules.subject(feed, id),
              rules.voiced(feed, verdict),
              time,
              weight(verdict),
              track.relayedAt()));
    }

    @Override
    public void tap(LevelBin bin, long steppedOver) {
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
              .setEmptyBinsBefore(steppedOver)
              .build();
      context.forward(
          new Record<>(Verdicts.key(tapped.getScope()), tapped, context.currentStreamTimeMs()),
          NodeNames.sink(node, NodeNames.SIGNAL_TAP));
    }
  }
}
