package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.detect.JudgedState;
import org.signalfall.detect.Rejudgement;
import org.signalfall.detect.SeriesBin;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.signal.BinKind;
import org.signalfall.signal.RecentBins;

/**
 * The last day of each series that deviates, or did within that day: its state before the first bin
 * remembered, and the bins since, in chunks. Late samples land in their bins, and what the bins
 * come to then is found by judging them once more.
 *
 * <p>Key of a chunk: feed, series, the time right after the start of the chunk; of the state: the
 * same with time 0.
 */
final class RecentSeries<S extends JudgedState<S>, B extends SeriesBin, L> {

  /** So long is a bin remembered, and so long after a deviation are all of its series. */
  static final long SPAN_MS = Duration.ofHours(24).toMillis();

  private static final byte FORMAT = 1;
  private static final byte[] CORRECTED = {};

  private final KeyValueStore<Bytes, byte[]> store;
  private final BinKind<B, L> kind;
  private final BiFunction<S, B, SeriesVerdict> detector;
  private final Function<byte[], S> states;

  /**
   * Creates the memory over a store.
   *
   * @param detector judges the next bin of a state, which it changes
   * @param states reads a state
   */
  RecentSeries(
      KeyValueStore<Bytes, byte[]> store,
      BinKind<B, L> kind,
      BiFunction<S, B, SeriesVerdict> detector,
      Function<byte[], S> states) {
    this.store = store;
    this.kind = kind;
    this.detector = detector;
    this.states = states;
  }

  /**
   * Remembers a bin that was judged, where its series deviates or has lately.
   *
   * @param memory what is remembered of the series; updated
   * @param before the state before the bin; not asked for while bins are remembered
   * @param after the state after it
   */
  void remember(String feed, String name, Remembrance memory, byte[] before, S after, B bin) {
    boolean suspicious = after.status().isSuspicious();
    if (!memory.isKept()) {
      if (!suspicious) {
        return;
      }
      putState(feed, name, bin.width(), before);
      memory.keepFrom(bin.start());
    }
    add(feed, name, bin);
    if (after.status().isAffected()) {
      memory.affectedUntil(bin.end());
    }
    boolean over = !memory.wasAffected() || bin.end() - memory.affectedUntil() > SPAN_MS;
    if (!suspicious && over) {
      forget(feed, name, memory);
    } else {
      forgetUntil(chunkOf(bin.end() - SPAN_MS, bin.width()), feed, name, memory);
    }
  }

  /** Forgets all bins of a series. */
  void forget(String feed, String name, Remembrance memory) {
    if (memory.isKept()) {
      List<Bytes> keys = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> all =
          store.range(key(feed, name, 0), key(feed, name, Long.MAX_VALUE))) {
        all.forEachRemaining(entry -> keys.add(entry.key));
      }
      keys.forEach(store::delete);
      store.delete(correctedKey(feed, name));
      memory.forget();
    }
  }

  /**
   * Adds a late sample to its bin, unless that is not remembered, or not over yet.
   *
   * @param time event time of the sample, epoch ms
   * @param closedThrough event time through which the bins of the series are closed, epoch ms
   * @param sample adds the sample to what came late for the bin
   */
  void addLate(
      String feed,
      String name,
      Remembrance memory,
      long time,
      long closedThrough,
      Consumer<L> sample) {
    if (!memory.isKept()) {
      return;
    }
    long width = remembered(feed, name).width();
    long start = Math.floorDiv(time, width) * width;
    if (start < memory.from() || start + width > closedThrough) {
      return;
    }
    Bytes key = chunkKey(feed, name, start, width);
    RecentBins<B, L> chunk = chunk(key, width);
    sample.accept(chunk.late(start));
    store.put(key, chunk.encode());
    store.put(correctedKey(feed, name), CORRECTED);
  }

  /** Returns series to which late samples were added, so many at most. */
  List<String> corrected(String feed, int most) {
    List<String> names = new ArrayList<>();
    String group = correctedGroup(feed);
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(StoreKeys.timed(group, 0, ""), StoreKeys.above(group, 0))) {
      while (all.hasNext() && names.size() < most) {
        names.add(StoreKeys.apart(all.next().key).name());
      }
    }
    return names;
  }

  /** Judges the bins of a series once more, with what came late; empty when none are left. */
  Optional<Rejudgement<S>> rejudge(String feed, String name) {
    store.delete(correctedKey(feed, name));
    Remembered<S> remembered = remembered(feed, name);
    List<B> bins = new ArrayList<>();
    if (remembered != null) {
      chunks(feed, name, Long.MAX_VALUE)
          .forEach(chunk -> RecentBins.decode(kind, chunk.value).corrected(bins));
    }
    return bins.isEmpty()
        ? Optional.empty()
        : Optional.of(Rejudgement.of(detector, remembered.state(), bins));
  }

  private void add(String feed, String name, B bin) {
    Bytes key = chunkKey(feed, name, bin.start(), bin.width());
    RecentBins<B, L> chunk = chunk(key, bin.width());
    chunk.add(bin);
    store.put(key, chunk.encode());
  }

  private RecentBins<B, L> chunk(Bytes key, long width) {
    byte[] known = store.get(key);
    return known == null ? new RecentBins<>(kind, width) : RecentBins.decode(kind, known);
  }

  /** What the chunks before a time come to is kept as the state before the next. */
  private void forgetUntil(long limit, String feed, String name, Remembrance memory) {
    if (memory.from() >= limit) {
      return;
    }
    Remembered<S> remembered = remembered(feed, name);
    List<B> bins = new ArrayList<>();
    for (KeyValue<Bytes, byte[]> chunk : chunks(feed, name, limit)) {
      RecentBins.decode(kind, chunk.value).corrected(bins);
      store.delete(chunk.key);
    }
    if (!bins.isEmpty()) {
      Rejudgement<S> rolled = Rejudgement.of(detector, remembered.state(), bins);
      putState(feed, name, remembered.width(), rolled.state().encode());
    }
    memory.keepFrom(limit);
  }

  /** Returns the chunks of a series that begin before a time, in order. */
  private List<KeyValue<Bytes, byte[]>> chunks(String feed, String name, long before) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> chunks =
        store.range(key(feed, name, 1), key(feed, name, before))) {
      chunks.forEachRemaining(found::add);
    }
    return found;
  }

  private record Remembered<S>(long width, S state) {}

  private Remembered<S> remembered(String feed, String name) {
    byte[] bytes = store.get(key(feed, name, 0));
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored recent series have format %d, this version reads %d".formatted(format, FORMAT));
    }
    long width = in.getLong();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new Remembered<>(width, states.apply(state));
  }

  private void putState(String feed, String name, long width, byte[] state) {
    store.put(
        key(feed, name, 0),
        ByteBuffer.allocate(1 + 8 + state.length).put(FORMAT).putLong(width).put(state).array());
  }

  private static long chunkOf(long start, long width) {
    long span = RecentBins.CAPACITY * width;
    return Math.floorDiv(start, span) * span;
  }

  private static Bytes chunkKey(String feed, String name, long start, long width) {
    return key(feed, name, chunkOf(start, width) + 1);
  }

  private static Bytes key(String feed, String name, long time) {
    return StoreKeys.timed(feed + '\u0001' + name, time, "");
  }

  /** No series has an empty name. */
  private static String correctedGroup(String feed) {
    return feed + '\u0001';
  }

  private static Bytes correctedKey(String feed, String name) {
    return StoreKeys.timed(correctedGroup(feed), 0, name);
  }
}
