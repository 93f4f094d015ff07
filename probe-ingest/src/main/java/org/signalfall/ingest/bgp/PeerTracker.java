package org.signalfall.ingest.bgp;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;

/**
 * Follows the sessions of one collector and says of each peer when it is up, and whether it sends a
 * full table. This is decided where the whole table passes.
 *
 * <ul>
 *   <li>A session that becomes Established transfers its table: TABLE_TRANSFER. Its announcements
 *       are counted until End-of-RIB (RFC 4724) was heard for each family that was announced, or
 *       for {@link #LONGEST_TRANSFER} of event time, since old speakers send none: UP.
 *   <li>A session that leaves Established: DOWN.
 *   <li>A table dump: TABLE_TRANSFER for each of its peers at its begin, UP at its end.
 *   <li>A peer with a full table of which nothing has been heard for {@link
 *       SilentPeers#SILENT_AFTER} while others were: SILENT, and UP before what it says next.
 * </ul>
 *
 * Other changes of a session's state say nothing about routes. A transfer that the input's end cuts
 * off stays one. Announcements are counted, not prefixes: a table's transfer hardly repeats any.
 */
public final class PeerTracker {

  /** Longest that a table's transfer may take: 15 minutes. A million routes take about five. */
  public static final Duration LONGEST_TRANSFER = Duration.ofMinutes(15);

  private static final int ESTABLISHED = 6;

  private static final class Transfer {

    private final long began;
    private PrefixCounts announced = PrefixCounts.NONE;
    private boolean ipv4Ended;
    private boolean ipv6Ended;

    Transfer(long began) {
      this.began = began;
    }

    long longestEnd() {
      return began + LONGEST_TRANSFER.toMillis();
    }

    boolean isEnded() {
      return (ipv4Ended || announced.ipv4() == 0) && (ipv6Ended || announced.ipv6() == 0);
    }
  }

  private final String collector;
  private final FullFeedRule rule;
  private final Consumer<PeerState> states;
  private final Map<PeerKey, Transfer> transfers = new LinkedHashMap<>();
  private final SilentPeers silent = new SilentPeers();

  /** Peers that were silent when the table dump began that is under way. */
  private final Set<PeerKey> silentBefore = new LinkedHashSet<>();

  /**
   * Follows a collector.
   *
   * @param collector its name
   * @param rule says which peers send a full table
   * @param states gets the states in the order in which they begin
   */
  public PeerTracker(String collector, FullFeedRule rule, Consumer<PeerState> states) {
    this.collector = collector;
    this.rule = rule;
    this.states = states;
  }

  /**
   * Ends transfers that have lasted too long, and tells who has fallen silent; to be called before
   * what happened at that time.
   */
  public void reached(long timeMs) {
    endTransfers(timeMs);
    for (SilentPeers.Peer peer : silent.reached(timeMs)) {
      tell(timeMs, peer.key(), PeerStatus.SILENT, peer.counts());
    }
  }

  /** Something was heard of a peer, be it a sign of life; to be called before it is told. */
  public void heard(long timeMs, PeerKey peer) {
    silent.heard(peer).ifPresent(known -> tell(timeMs, known.key(), PeerStatus.UP, known.counts()));
  }

  private void endTransfers(long timeMs) {
    Iterator<Map.Entry<PeerKey, Transfer>> open = transfers.entrySet().iterator();
    while (open.hasNext()) {
      Map.Entry<PeerKey, Transfer> transfer = open.next();
      long end = transfer.getValue().longestEnd();
      if (end > timeMs) {
        return;
      }
      open.remove();
      tell(end, transfer.getKey(), PeerStatus.UP, transfer.getValue().announced);
    }
  }

  /** A session changed between states, numbered as in RFC 6396, section 4.4.1. */
  public void stateChanged(long timeMs, PeerKey peer, int oldState, int newState) {
    if (newState == ESTABLISHED && oldState != ESTABLISHED) {
      transfers.remove(peer);
      transfers.put(peer, new Transfer(timeMs));
      tell(timeMs, peer, PeerStatus.TABLE_TRANSFER, PrefixCounts.NONE);
    } else if (oldState == ESTABLISHED && newState != ESTABLISHED) {
      transfers.remove(peer);
      tell(timeMs, peer, PeerStatus.DOWN, PrefixCounts.NONE);
    }
  }

  /** Returns whether any session transfers its table, so that announcements are to be told. */
  public boolean awaitsAnnouncements() {
    return !transfers.isEmpty();
  }

  /** A peer announced a prefix of the family. */
  public void announced(PeerKey peer, int afi) {
    Transfer transfer = transfers.get(peer);
    if (transfer != null) {
      transfer.announced = transfer.announced.plusOne(afi);
    }
  }

  /** A peer has sent all that it has of the family. */
  public void ribEnded(long timeMs, PeerKey peer, int afi) {
    Transfer transfer = transfers.get(peer);
    if (transfer == null) {
      return;
    }
    transfer.ipv4Ended |= afi == Afi.IPV4;
    transfer.ipv6Ended |= afi == Afi.IPV6;
    if (transfer.isEnded()) {
      transfers.remove(peer);
      tell(timeMs, peer, PeerStatus.UP, transfer.announced);
    }
  }

  /** A table dump of these peers begins. */
  public void tableBegan(long timeMs, List<PeerKey> peers) {
    silentBefore.clear();
    for (PeerKey peer : peers) {
      if (silent.isSilent(peer)) {
        silentBefore.add(peer);
      }
      tell(timeMs, peer, PeerStatus.TABLE_TRANSFER, PrefixCounts.NONE);
    }
  }

  /**
   * A table dump is over; its peers have so many prefixes in it. It is the collector that speaks:
   * who was silent still is.
   */
  public void tableEnded(long timeMs, Map<PeerKey, PrefixCounts> peers) {
    peers.forEach((peer, counts) -> tell(timeMs, peer, PeerStatus.UP, counts));
    for (PeerKey peer : silentBefore) {
      silent
          .silence(peer)
          .ifPresent(known -> tell(timeMs, peer, PeerStatus.SILENT, known.counts()));
    }
    silentBefore.clear();
  }

  private void tell(long timeMs, PeerKey peer, PeerStatus status, PrefixCounts counts) {
    switch (status) {
      case UP -> silent.watch(peer, counts, rule.isFull(counts));
      case DOWN, TABLE_TRANSFER -> silent.forget(peer);
      default -> {}
    }
    states.accept(
        new PeerState(
            Instant.ofEpochMilli(timeMs),
            peer.at(collector),
            status,
            rule.isFull(counts),
            counts.ipv4(),
            counts.ipv6()));
  }
}
