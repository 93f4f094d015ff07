package org.signalfall.ingest.rislive;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.Route;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.CoveringBlock;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.PeerTracker;
import org.signalfall.ingest.bgp.RoutePath;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Turns what collectors heard into records, and follows the sessions of their peers.
 *
 * <p>RIS Live begins in the middle: the state of a session is not known, and not told, before it
 * changes. After a gap it isn't known again, which is told of each peer that had one.
 *
 * <p>Passed over and counted: prefixes that are shorter than a covering block.
 */
final class RisPeers {

  /** About ten times the peers of all public collectors together. */
  private static final int MAX_PEERS = 20_000;

  private static final int IDLE = 1;
  private static final int ESTABLISHED = 6;

  private final FullFeedRule fullFeed;
  private final RisCounts counts;
  private final Consumer<TimedBgp> records;
  private final Map<String, PeerTracker> trackers = new LinkedHashMap<>();
  private final Set<PeerId> known = new LinkedHashSet<>();

  /**
   * Begins without any knowledge.
   *
   * @param fullFeed says which peers send a full table
   * @param counts counts what goes by
   * @param records gets the records in their order
   */
  RisPeers(FullFeedRule fullFeed, RisCounts counts, Consumer<TimedBgp> records) {
    this.fullFeed = fullFeed;
    this.counts = counts;
    this.records = records;
  }

  /**
   * Takes what was heard.
   *
   * @throws MalformedRecordException when there are more peers than can be
   */
  void take(RisFrame.Heard frame) throws MalformedRecordException {
    RisFrame.Origin origin = frame.origin();
    PeerTracker tracker = trackers.get(origin.collector());
    if (tracker != null) {
      tracker.reached(origin.time().toEpochMilli());
      tracker.heard(origin.time().toEpochMilli(), origin.peer());
    }
    if (frame instanceof RisFrame.Update update) {
      counts.add("UPDATE");
      takeUpdate(update, tracker);
    } else if (frame instanceof RisFrame.SessionState state) {
      counts.add("RIS_PEER_STATE");
      takeState(state);
    } else if (frame instanceof RisFrame.SignOfLife sign) {
      counts.add(sign.type());
    }
  }

  /** Says that sight was lost at a time, in milliseconds since the epoch. */
  void lost(long timeMs) {
    Instant time = Instant.ofEpochMilli(timeMs);
    for (PeerId peer : known) {
      records.accept(new TimedBgp.Peer(new PeerState(time, peer, PeerStatus.UNKNOWN, false, 0, 0)));
    }
    known.clear();
    trackers.clear();
  }

  private void takeUpdate(RisFrame.Update update, PeerTracker tracker) {
    RisFrame.Origin origin = update.origin();
    PeerId peer = origin.peer().at(origin.collector());
    Route withdrawal = RoutePath.none().route(peer, null, null);
    for (Prefix prefix : update.withdrawn()) {
      add(origin, prefix, true, withdrawal);
    }
    Route route = update.path().route(peer, null, null);
    for (Prefix prefix : update.announced()) {
      add(origin, prefix, false, route);
      if (tracker != null) {
        tracker.announced(origin.peer(), prefix.getFamily() == 4 ? Afi.IPV4 : Afi.IPV6);
      }
    }
    if (update.endsTable() && tracker != null) {
      long time = origin.time().toEpochMilli();
      tracker.ribEnded(time, origin.peer(), Afi.IPV4);
      tracker.ribEnded(time, origin.peer(), Afi.IPV6);
    }
  }

  private void add(RisFrame.Origin origin, Prefix prefix, boolean withdrawn, Route route) {
    if (CoveringBlock.holds(prefix.getFamily(), prefix.getLength())) {
      records.accept(new TimedBgp.Update(new BgpUpdate(origin.time(), prefix, withdrawn, route)));
    } else {
      counts.add("prefixes shorter than a covering block");
    }
  }

  private void takeState(RisFrame.SessionState state) throws MalformedRecordException {
    RisFrame.Origin origin = state.origin();
    PeerId peer = origin.peer().at(origin.collector());
    if (known.size() == MAX_PEERS && !known.contains(peer)) {
      throw new MalformedRecordException("there are more than " + MAX_PEERS + " peers");
    }
    known.add(peer);
    trackers
        .computeIfAbsent(origin.collector(), this::tracker)
        .stateChanged(
            origin.time().toEpochMilli(),
            origin.peer(),
            state.connected() ? IDLE : ESTABLISHED,
            state.connected() ? ESTABLISHED : IDLE);
  }

  private PeerTracker tracker(String collector) {
    return new PeerTracker(collector, fullFeed, state -> records.accept(new TimedBgp.Peer(state)));
  }
}
