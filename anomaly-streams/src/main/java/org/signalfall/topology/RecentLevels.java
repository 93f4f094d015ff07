package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.Rejudgement;
import org.signalfall.signal.LevelGrid;
import org.signalfall.signal.RecentBins;

/**
 * The last day of each level series that deviates, or did within that day: its state before the
 * first bin remembered, and the bins since, in chunks. Late samples land in their bins, and what
 * the bins come to then is found by judging them once more.
 *
 * <p>Key of a chunk: feed, series, start of the chunk; of the state: the same with time 0.
 */
final class RecentLevels {

  /** So long is a bin remembered, and so long after a deviation are all of its series. */
  static final long SPAN_MS = Duration.ofHours(24).toMillis();

  private static final byte FORMAT = 1;
  private static final byte[] CORRECTED = {};

  private final KeyValueStore<Bytes, byte[]> store;
  private final LevelDetector detector;

  RecentLevels(KeyValueStore<Bytes, byte[]> store, LevelDetector detector) {
    this.store = store;
    this.detector = detector;
  }

  /**
   * Remembers a bin that was judged, where its series deviates or has lately.
   *
   * @param track the series after the bin
   * @param before its state before the bin; not asked for while bins are remembered
   */
  void remember(
      String feed, String name, LevelTrack<LevelGrid> track, byte[] before, LevelBin bin) {
    boolean suspicious = track.state().status().isSuspicious();
    if (track.rememberedFrom() == LevelTrack.NONE) {
      if (!suspicious) {
        return;
      }
      putState(feed, name, bin.cadence(), before);
      track.rememberFrom(bin.start());
    }
    add(feed, name, bin);
    if (track.state().status().isAffected()) {
      track.affectedUntil(bin.end());
    }
    boolean over =
        track.affectedUntil() == LevelTrack.NONE || bin.end() - track.affectedUntil() > SPAN_MS;
    if (!suspicious && over) {
      forget(feed, name, track);
    } else if (bin.end() - track.rememberedFrom() > SPAN_MS) {
      forgetFirstChunk(feed, name, track, bin.cadence());
    }
  }

  /** Forgets all bins of a series. */
  void forget(String feed, String name, LevelTrack<LevelGrid> track) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(key(feed, name, 0), key(feed, name, Long.MAX_VALUE))) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
    store.delete(correctedKey(feed, name));
    track.rememberFrom(LevelTrack.NONE);
    track.affectedUntil(LevelTrack.NONE);
  }

  /**
   * Adds a late sample to its bin.
   *
   * @return false when that bin is not remembered, or not over yet
   */
  boolean addLate(String feed, String name, LevelTrack<LevelGrid> track, long time, double value) {
    if (track.rememberedFrom() == LevelTrack.NONE) {
      return false;
    }
    long cadence = remembered(feed, name).cadence();
    long start = Math.floorDiv(time, cadence) * cadence;
    if (start < track.rememberedFrom() || start + cadence > track.shape().closedThrough()) {
      return false;
    }
    Bytes key = key(feed, name, chunkOf(start, cadence));
    RecentBins chunk = RecentBins.decode(store.get(key));
    chunk.addLate(start, value);
    store.put(key, chunk.encode());
    store.put(correctedKey(feed, name), CORRECTED);
    return true;
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
  Optional<Rejudgement> rejudge(String feed, String name) {
    store.delete(correctedKey(feed, name));
    Remembered remembered = remembered(feed, name);
    List<LevelBin> bins = new ArrayList<>();
    if (remembered != null) {
      try (KeyValueIterator<Bytes, byte[]> chunks =
          store.range(key(feed, name, 1), key(feed, name, Long.MAX_VALUE))) {
        while (chunks.hasNext()) {
          KeyValue<Bytes, byte[]> chunk = chunks.next();
          bins.addAll(RecentBins.decode(chunk.value).corrected(remembered.cadence()));
        }
      }
    }
    return bins.isEmpty()
        ? Optional.empty()
        : Optional.of(Rejudgement.of(detector, remembered.state(), bins));
  }

  private void add(String feed, String name, LevelBin bin) {
    Bytes key = key(feed, name, chunkOf(bin.start(), bin.cadence()));
    RecentBins chunk = RecentBins.decode(store.get(key));
    chunk.add(bin);
    store.put(key, chunk.encode());
  }

  /** What the first chunk comes to is kept as the state before the next. */
  private void forgetFirstChunk(
      String feed, String name, LevelTrack<LevelGrid> track, long cadence) {
    long first = chunkOf(track.rememberedFrom(), cadence);
    Bytes key = key(feed, name, first);
    LevelState state = remembered(feed, name).state();
    List<LevelBin> bins = RecentBins.decode(store.get(key)).corrected(cadence);
    if (!bins.isEmpty()) {
      putState(feed, name, cadence, Rejudgement.of(detector, state, bins).state().encode());
    }
    store.delete(key);
    track.rememberFrom(first + RecentBins.CAPACITY * cadence);
  }

  private record Remembered(long cadence, LevelState state) {}

  private Remembered remembered(String feed, String name) {
    byte[] bytes = store.get(key(feed, name, 0));
    if (bytes == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored recent levels have format %d, this version reads %d".formatted(format, FORMAT));
    }
    long cadence = in.getLong();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new Remembered(cadence, LevelState.decode(state));
  }

  private void putState(String feed, String name, long cadence, byte[] state) {
    store.put(
        key(feed, name, 0),
        ByteBuffer.allocate(1 + 8 + state.length).put(FORMAT).putLong(cadence).put(state).array());
  }

  private static long chunkOf(long start, long cadence) {
    long width = RecentBins.CAPACITY * cadence;
    return Math.floorDiv(start, width) * width;
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
