package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.signal.SeriesId;

/**
 * Counts the series that a task knows, and says which new one is one too many. It is asked when a
 * bin closes, in canonical order, so that who finds room doesn't depend on who arrives first. How
 * much room there is does depend on the number of partitions: the limits are those of a task.
 *
 * <p>What was turned away once is remembered for a while, so that further records of the same kind
 * can be refused as they come. That memory is bounded, and lost with the process.
 */
final class SeriesCensus {

  private static final byte FORMAT = 1;
  private static final int MOST_REMEMBERED = 1_000;
  private static final char LEVEL = '\u0001';

  /** What is counted, from the whole to the part. */
  private record Count(SeriesLimit limit, Bytes key, int most) {}

  private final KeyValueStore<Bytes, byte[]> counts;
  private final SeriesLimits limits;
  private final Telemetry.Task telemetry;
  private final LimitRelay relay;
  private final Set<Bytes> full = new HashSet<>();
  private final Deque<Bytes> filled = new ArrayDeque<>();
  private long series;

  SeriesCensus(
      KeyValueStore<Bytes, byte[]> counts,
      SeriesLimits limits,
      Telemetry.Task telemetry,
      LimitRelay relay) {
    this.counts = counts;
    this.limits = limits;
    this.telemetry = telemetry;
    this.relay = relay;
    recount();
  }

  private void recount() {
    try (KeyValueIterator<Bytes, byte[]> all = counts.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        if (entry.key.get()[0] == level(SeriesLimit.SERIES)) {
          series += decode(entry.value);
        }
      }
    }
    telemetry.series(series);
  }

  /** Takes up a series that isn't known yet, unless there is no room for it; returns whether. */
  boolean admits(String feed, SeriesId id) {
    List<Count> path = path(feed, id);
    Optional<Count> over = over(path);
    if (over.isPresent()) {
      turnAway(feed, over.get());
      return false;
    }
    boolean begins = true;
    for (int i = path.size() - 1; i >= 0 && begins; i--) {
      Count count = path.get(i);
      int before = get(count.key());
      put(count.key(), before + 1);
      // The first of a part is one more of the whole; a service is no part that others count.
      begins = before == 0 || count.limit() == SeriesLimit.COMPONENTS;
    }
    telemetry.series(++series);
    return true;
  }

  /** Forgets a series. */
  void forgets(String feed, SeriesId id) {
    List<Count> path = path(feed, id);
    boolean ends = true;
    for (int i = path.size() - 1; i >= 0 && ends; i--) {
      Count count = path.get(i);
      // A series from before there were counts isn't among them.
      int before = get(count.key());
      if (before == 0) {
        return;
      }
      int after = before - 1;
      put(count.key(), after);
      full.remove(count.key());
      ends = after == 0 || count.limit() == SeriesLimit.COMPONENTS;
    }
    telemetry.series(--series);
  }

  /** Returns whether any series of a network or region is known. */
  boolean knows(String feed, SeriesId id) {
    return path(feed, id).stream()
        .anyMatch(count -> count.limit() == SeriesLimit.SERIES && get(count.key()) > 0);
  }

  /**
   * Returns which limit a series that isn't known would reach, if it has lately turned away its
   * likes; empty when none has.
   */
  Optional<SeriesLimit> turnedAway(String feed, SeriesId id) {
    if (full.isEmpty()) {
      return Optional.empty();
    }
    List<Count> path = path(feed, id);
    boolean concerned = path.stream().anyMatch(count -> full.contains(count.key()));
    return concerned ? over(path).map(Count::limit) : Optional.empty();
  }

  private Optional<Count> over(List<Count> path) {
    for (int i = 0; i < path.size(); i++) {
      Count whole = path.get(i);
      boolean grows = i + 1 == path.size() || isLeaf(whole) || get(path.get(i + 1).key()) == 0;
      if (grows && get(whole.key()) >= whole.most()) {
        return Optional.of(whole);
      }
    }
    return Optional.empty();
  }

  /** Every new series is one more of its scope, whether its service is new or not. */
  private static boolean isLeaf(Count count) {
    return count.limit() == SeriesLimit.SERIES;
  }

  private void turnAway(String feed, Count over) {
    telemetry.limitHit(over.limit());
    if (!full.add(over.key())) {
      return;
    }
    LimitRelay.warn(feed, over.limit(), over.most());
    relay.reached(feed, over.limit(), over.most());
    filled.add(over.key());
    if (filled.size() > MOST_REMEMBERED) {
      full.remove(filled.poll());
    }
  }

  private List<Count> path(String feed, SeriesId id) {
    String scope = id.country() + LEVEL + id.asn() + LEVEL + id.region();
    Count countries =
        new Count(SeriesLimit.COUNTRIES, key(SeriesLimit.COUNTRIES, feed, ""), limits.countries());
    Count scopes =
        new Count(SeriesLimit.SCOPES, key(SeriesLimit.SCOPES, feed, id.country()), limits.scopes());
    Count inScope =
        new Count(SeriesLimit.SERIES, key(SeriesLimit.SERIES, feed, scope), limits.series());
    if (id.service().isEmpty()) {
      return List.of(countries, scopes, inScope);
    }
    String service = scope + LEVEL + id.service();
    return List.of(
        countries,
        scopes,
        inScope,
        new Count(
            SeriesLimit.COMPONENTS,
            key(SeriesLimit.COMPONENTS, feed, service),
            limits.components()));
  }

  private static Bytes key(SeriesLimit level, String feed, String name) {
    return StoreKeys.named((char) level(level) + feed, name);
  }

  private static byte level(SeriesLimit level) {
    return (byte)
        switch (level) {
          case COUNTRIES -> '1';
          case SCOPES -> '2';
          case SERIES -> '3';
          case COMPONENTS -> '4';
          case FEEDS -> throw new IllegalArgumentException("feeds are counted by their gate");
          case PREFIXES, PEERS ->
              throw new IllegalArgumentException("they are counted by their feed of BGP");
        };
  }

  private int get(Bytes key) {
    byte[] bytes = counts.get(key);
    return bytes == null ? 0 : decode(bytes);
  }

  private void put(Bytes key, int count) {
    if (count == 0) {
      counts.delete(key);
    } else {
      counts.put(key, ByteBuffer.allocate(1 + 4).put(FORMAT).putInt(count).array());
    }
  }

  private static int decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored count of series has format %d, this version reads %d".formatted(format, FORMAT));
    }
    return in.getInt();
  }
}
