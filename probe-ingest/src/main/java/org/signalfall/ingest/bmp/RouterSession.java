package org.signalfall.ingest.bmp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AttributeForm;
import org.signalfall.ingest.bgp.BgpMessage;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PeerTracker;
import org.signalfall.ingest.bgp.UpdateMessage;
import org.signalfall.ingest.bgp.UpdateRecords;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * What one router tells over one connection, as records of a collector that bears its name.
 *
 * <p>Records are dated by when they came in: a router tells its tables from the begin, with times
 * at which the routes were learnt, often long ago. Those are kept as such.
 *
 * <p>Passed over and counted: routes that aren't IPv4 or IPv6 unicast, tables and copies of tables
 * that aren't taken, statistics by type, route mirroring, and types that aren't known.
 */
final class RouterSession {

  /** More than any router has; what is held of one peer is small. */
  private static final int MAX_PEERS = 10_000;

  private final String collector;
  private final BmpViews views;
  private final BmpCounts counts;
  private final PeerTracker tracker;
  private final UpdateRecords updates;
  private final Map<MonitoredPeer.Id, MonitoredPeer> peers = new LinkedHashMap<>();
  private final BgpMessage bgp = new BgpMessage();
  private final UpdateMessage update = new UpdateMessage();

  /**
   * Begins with no peer.
   *
   * @param collector name that the router goes by
   * @param records gets the records in their order
   */
  RouterSession(
      String collector,
      BmpViews views,
      FullFeedRule fullFeed,
      BmpCounts counts,
      Consumer<TimedBgp> records) {
    this.collector = collector;
    this.views = views;
    this.counts = counts;
    this.tracker =
        new PeerTracker(collector, fullFeed, state -> records.accept(new TimedBgp.Peer(state)));
    this.updates = new UpdateRecords(record -> tell(record, records), counts::add);
  }

  /**
   * Takes a message.
   *
   * @param now when it came in, in milliseconds since the epoch
   * @throws MalformedRecordException when it, or the BGP message in it, is damaged; whole prefixes
   *     before damage at the end of a list were taken
   */
  void take(BmpMessage message, long now) throws MalformedRecordException {
    tracker.reached(now);
    counts.add(message.getClass().getSimpleName());
    if (message instanceof BmpMessage.RouteMonitoring monitoring) {
      takeRoutes(monitoring, now);
    } else if (message instanceof BmpMessage.PeerUp up) {
      takePeerUp(up, now);
    } else if (message instanceof BmpMessage.PeerDown down) {
      counts.add("PeerDown reason " + down.reason());
      MonitoredPeer peer = peers.remove(MonitoredPeer.Id.of(down.peer()));
      if (peer != null) {
        peer.down(now);
      }
    } else if (message instanceof BmpMessage.Statistics statistics) {
      statistics.counters().forEach(counter -> counts.add(name(counter)));
    }
  }

  /** Time went on without a message. */
  void reached(long now) {
    tracker.reached(now);
  }

  /** The connection ended, and all that the router told with it. */
  void ended(long now) {
    tracker.reached(now);
    peers.values().forEach(peer -> peer.down(now));
    peers.clear();
  }

  private void takePeerUp(BmpMessage.PeerUp up, long now) throws MalformedRecordException {
    MonitoredPeer.Id id = MonitoredPeer.Id.of(up.peer());
    MonitoredPeer known = peers.get(id);
    if (known != null && known.isSame(up)) {
      // Routers tell a peer once for each copy of its table.
      return;
    }
    if (known != null) {
      known.down(now);
      peers.remove(id);
    }
    if (peers.size() == MAX_PEERS) {
      throw new MalformedRecordException("a router has more than " + MAX_PEERS + " peers");
    }
    peers.put(id, new MonitoredPeer(up, tracker, now));
  }

  private void takeRoutes(BmpMessage.RouteMonitoring monitoring, long now)
      throws MalformedRecordException {
    PeerHeader header = monitoring.peer();
    MonitoredPeer peer = peers.get(MonitoredPeer.Id.of(header));
    if (peer == null) {
      throw new MalformedRecordException("routes of a peer of which no Peer Up was told");
    }
    if (!views.take(header)) {
      counts.add("messages of tables that aren't taken");
      return;
    }
    MonitoredTable table = peer.table(header, now);
    if (!table.takes(views.prefers(header), now)) {
      counts.add("messages of second copies of tables");
      return;
    }
    decode(monitoring, peer.negotiation());
    tracker.heard(now, table.key());
    Instant learnt = header.timestamp().orElse(null);
    updates.take(Instant.ofEpochMilli(now), table.key().at(collector), update, learnt);
    int ended = update.endOfRib();
    if (ended != 0) {
      table.ended(ended, now);
    }
    if (update.isCut()) {
      throw new MalformedRecordException(
          "a list of prefixes ends within a prefix; the whole ones before it were taken");
    }
  }

  private void decode(BmpMessage.RouteMonitoring monitoring, Negotiation negotiation)
      throws MalformedRecordException {
    bgp.decode(monitoring.update());
    if (bgp.type() != BgpMessage.UPDATE || bgp.missingBytes() > 0) {
      throw new MalformedRecordException("a BGP UPDATE is cut short, or is none");
    }
    PeerHeader header = monitoring.peer();
    update.decode(
        bgp.body(),
        new AttributeForm(
            header.asnBytes(), negotiation.pathIds(header, monitoring.stateless()), false));
  }

  private void tell(TimedBgp record, Consumer<TimedBgp> records) {
    if (record instanceof TimedBgp.Update told && !told.update().getWithdrawn()) {
      tracker.announced(
          PeerKey.of(told.update().getRoute().getPeer()),
          told.update().getPrefix().getFamily() == 4 ? Afi.IPV4 : Afi.IPV6);
    }
    records.accept(record);
  }

  private static String name(BmpMessage.Statistic counter) {
    int known = 64;
    return counter.type() < known
        ? "statistic of type " + counter.type()
        : "statistic of an unknown type";
  }
}
