package org.signalfall.ingest.bgp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which peers of a collector say nothing, though their sessions are up. A peer with a full table is
 * heard of every few seconds; one that isn't for an hour, while the collector hears others, has a
 * table that nobody keeps up to date.
 *
 * <p>Silence counts in the time in which the collector speaks: between two records of it that lie
 * {@link #LONGEST_PAUSE} apart at most. So a gap in its files silences nobody.
 */
final class SilentPeers {

  /** Silence after which a peer is taken for silent, in the time in which its collector speaks. */
  static final Duration SILENT_AFTER = Duration.ofHours(1);

  /** Longer than any collector of several full tables says nothing. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** So exactly is it known when a peer was heard last, for the sake of speed. */
  private static final long GRAIN_MS = 60_000;

  private static final long NEVER = Long.MIN_VALUE;

  /**
   * A peer with a full table.
   *
   * @param counts prefixes that it carries
   */
  record Peer(PeerKey key, PrefixCounts counts) {}

  private record Heard(Peer peer, long at) {}

  /** Peers that speak, those not heard of for longest first. */
  private final LinkedHashMap<PeerKey, Heard> speaking = new LinkedHashMap<>();

  private final Map<PeerKey, Peer> silent = new LinkedHashMap<>();
  private long lastTime = NEVER;
  private long spoken;

  /** Watches a peer whose table is known from now on, if it is full. */
  void watch(PeerKey key, PrefixCounts counts, boolean full) {
    forget(key);
    if (full) {
      speaking.put(key, new Heard(new Peer(key, counts), spoken));
    }
  }

  void forget(PeerKey key) {
    speaking.remove(key);
    silent.remove(key);
  }

  boolean isSilent(PeerKey key) {
    return silent.containsKey(key);
  }

  /** Takes a peer for silent at once; returns it if it is watched. */
  Optional<Peer> silence(PeerKey key) {
    Optional<Peer> known = Optional.ofNullable(speaking.remove(key)).map(Heard::peer);
    known.ifPresent(peer -> silent.put(key, peer));
    return known;
  }

  /** Notes that the collector speaks at a time, epoch ms; returns the peers silent from now on. */
  List<Peer> reached(long timeMs) {
    long since = lastTime == NEVER ? 0 : timeMs - lastTime;
    if (since > 0 && since <= LONGEST_PAUSE.toMillis()) {
      spoken += since;
    }
    lastTime = Math.max(lastTime, timeMs);
    return fallen();
  }

  private List<Peer> fallen() {
    List<Peer> fallen = new ArrayList<>();
    Iterator<Heard> oldest = speaking.values().iterator();
    while (oldest.hasNext()) {
      Heard heard = oldest.next();
      if (spoken - heard.at() < SILENT_AFTER.toMillis()) {
        break;
      }
      oldest.remove();
      silent.put(heard.peer().key(), heard.peer());
      fallen.add(heard.peer());
    }
    return fallen;
  }

  /** Notes that something was heard of a peer; returns it if it was silent until now. */
  Optional<Peer> heard(PeerKey key) {
    Heard known = speaking.get(key);
    if (known != null) {
      if (spoken - known.at() >= GRAIN_MS) {
        speaking.remove(key);
        speaking.put(key, new Heard(known.peer(), spoken));
      }
      return Optional.empty();
    }
    return Optional.ofNullable(silent.get(key));
  }
}
