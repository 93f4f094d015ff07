package org.signalfall.ingest.mrt;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.CoveringBlock;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.bgp.RawPrefix;
import org.signalfall.ingest.bgp.RoutePath;
import org.signalfall.ingest.bgp.Safi;
import org.signalfall.ingest.bgp.UpdateMessage;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;

/**
 * Turns the records of one MRT file into events. Holds no more than one record's worth of them, and
 * of a table dump of old the routes of one prefix.
 *
 * <p>A table dump ends with the file, with another index of peers, or where updates begin.
 *
 * <p>Passed over and counted: multicast routes, messages that the collector sent, and prefixes that
 * are shorter than a covering block.
 */
final class MrtFileReader implements MrtHandler, Closeable {

  /** As many as a record of a newer table dump can have. */
  private static final int MAX_ROUTES = 65_535;

  private final String collector;
  private final MrtParser parser;
  private final Plausibility plausibility;
  private final MrtCounts counts;
  private final Deque<MrtEvent> events = new ArrayDeque<>();
  private final Map<PeerKey, PeerId> peerIds = new HashMap<>();
  private final byte[] groupPrefix = new byte[16];
  private List<PeerKey> indexed;
  private TableTally table;
  private boolean oldTable;
  private int groupAfi;
  private int groupLength;
  private RibEntry group;

  /**
   * Reads a file.
   *
   * @param parser the file; closed with the reader
   */
  MrtFileReader(String collector, MrtParser parser, Plausibility plausibility, MrtCounts counts) {
    this.collector = collector;
    this.parser = parser;
    this.plausibility = plausibility;
    this.counts = counts;
  }

  /** Returns the next event, or null at the end. */
  MrtEvent next() throws IOException {
    while (events.isEmpty() && parser.next(this)) {
      // The handler's methods below queue what a record holds.
    }
    if (events.isEmpty()) {
      endTable();
    }
    return events.poll();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  @Override
  public void peerIndexTable(MrtRecord record, PeerIndexTable peers)
      throws MalformedRecordException {
    endTable();
    indexed = null;
    long time = time(record).toEpochMilli();
    List<PeerKey> keys = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      keys.add(key(peers.peer(i)));
    }
    indexed = keys;
    beginIndexedTable(time);
  }

  @Override
  public void rib(MrtRecord record, RibRecord rib) throws MalformedRecordException {
    Instant time = time(record);
    if (indexed == null) {
      throw new MalformedRecordException("the index of peers before it was rejected");
    }
    if (!Safi.isUnicast(rib.safi())) {
      counts.pass("multicast routes");
      return;
    }
    if (table == null || oldTable) {
      beginIndexedTable(time.toEpochMilli());
    }
    boolean held = holds(rib.afi(), rib.prefixLength());
    table.nextPrefix(time.toEpochMilli());
    List<Route> routes = new ArrayList<>();
    while (rib.next()) {
      PeerKey peer = indexed.get(rib.peerIndex());
      table.count(peer, rib.afi());
      if (held) {
        Long pathId = rib.hasPathIds() ? rib.pathId() : null;
        routes.add(
            RoutePath.of(rib.attributes().path(), peer.asn())
                .route(peerId(peer), pathId, Instant.ofEpochSecond(rib.originated())));
      }
    }
    if (!routes.isEmpty()) {
      Prefix prefix = RawPrefix.of(rib.afi(), rib.prefix(), rib.prefixLength());
      add(new TimedBgp.Table(new RibEntry(time, prefix, routes)));
    }
  }

  @Override
  public void tableDump(MrtRecord record, TableDumpRecord route) throws MalformedRecordException {
    Instant time = time(record);
    PeerKey peer = key(route.peer());
    if (table == null || !oldTable) {
      endTable();
      table = new TableTally(time.toEpochMilli());
      oldTable = true;
    }
    if (table.add(peer)) {
      events.add(new MrtEvent.TableBegan(time.toEpochMilli(), List.of(peer)));
    }
    if (!continuesGroup(route)) {
      endGroup();
      table.nextPrefix(time.toEpochMilli());
    }
    table.count(peer, route.afi());
    if (!holds(route.afi(), route.prefixLength())) {
      return;
    }
    if (group == null) {
      beginGroup(time, route);
    }
    group
        .getRoutes()
        .add(
            RoutePath.of(route.attributes().path(), peer.asn())
                .route(peerId(peer), null, Instant.ofEpochSecond(route.originated())));
  }

  @Override
  public void update(MrtRecord record, Session session, UpdateMessage update)
      throws MalformedRecordException {
    Instant time = time(record);
    endTable();
    if (session.isLocal()) {
      counts.pass("messages that the collector sent");
      return;
    }
    PeerKey peer = key(session.peer());
    PeerId peerId = peerId(peer);
    addUpdates(time, peerId, update.withdrawn(), true, RoutePath.none());
    addUpdates(time, peerId, update.mpWithdrawn(), true, RoutePath.none());
    if (!update.announced().isEmpty() || !update.mpAnnounced().isEmpty()) {
      RoutePath path = RoutePath.of(update.attributes().path(), peer.asn());
      addUpdates(time, peerId, update.announced(), false, path);
      addUpdates(time, peerId, update.mpAnnounced(), false, path);
    }
    int ended = update.endOfRib();
    if (ended != 0) {
      events.add(new MrtEvent.RibEnded(time.toEpochMilli(), peer, ended));
    }
  }

  @Override
  public void stateChange(MrtRecord record, Session session, int oldState, int newState)
      throws MalformedRecordException {
    long time = time(record).toEpochMilli();
    endTable();
    events.add(new MrtEvent.StateChanged(time, key(session.peer()), oldState, newState));
  }

  private void addUpdates(
      Instant time, PeerId peer, PrefixList prefixes, boolean withdrawn, RoutePath path) {
    if (!Safi.isUnicast(prefixes.safi())) {
      if (!prefixes.isEmpty()) {
        counts.pass("multicast routes");
      }
      return;
    }
    Route shared = path.route(peer, null, null);
    while (prefixes.next()) {
      if (holds(prefixes.afi(), prefixes.length())) {
        Route route = prefixes.hasPathIds() ? path.route(peer, prefixes.pathId(), null) : shared;
        Prefix prefix = RawPrefix.of(prefixes.afi(), prefixes.address(), prefixes.length());
        add(new TimedBgp.Update(new BgpUpdate(time, prefix, withdrawn, route)));
      }
    }
  }

  private void beginIndexedTable(long timeMs) {
    endTable();
    table = new TableTally(timeMs);
    oldTable = false;
    List<PeerKey> distinct = indexed.stream().filter(table::add).toList();
    events.add(new MrtEvent.TableBegan(timeMs, distinct));
  }

  private void endTable() {
    endGroup();
    if (table != null) {
      events.add(table.ended());
      table = null;
    }
  }

  private boolean continuesGroup(TableDumpRecord route) {
    return group != null
        && group.getRoutes().size() < MAX_ROUTES
        && groupAfi == route.afi()
        && groupLength == route.prefixLength()
        && Arrays.equals(
            groupPrefix,
            0,
            Afi.addressBytes(groupAfi),
            route.prefix(),
            0,
            Afi.addressBytes(groupAfi));
  }

  private void beginGroup(Instant time, TableDumpRecord route) {
    groupAfi = route.afi();
    groupLength = route.prefixLength();
    System.arraycopy(route.prefix(), 0, groupPrefix, 0, Afi.addressBytes(groupAfi));
    Prefix prefix = RawPrefix.of(groupAfi, groupPrefix, groupLength);
    group = new RibEntry(time, prefix, new ArrayList<>());
  }

  private void endGroup() {
    if (group != null) {
      add(new TimedBgp.Table(group));
      group = null;
    }
  }

  private boolean holds(int afi, int length) {
    boolean held = CoveringBlock.holds(Afi.version(afi), length);
    if (!held) {
      counts.pass("prefixes shorter than a covering block");
    }
    return held;
  }

  private void add(TimedBgp record) {
    events.add(new MrtEvent.Routes(record));
  }

  private Instant time(MrtRecord record) throws MalformedRecordException {
    return plausibility.time(Instant.ofEpochMilli(record.millis()));
  }

  private static PeerKey key(Peer peer) {
    return new PeerKey(peer.addressText(), peer.asn());
  }

  private PeerId peerId(PeerKey peer) {
    return peerIds.computeIfAbsent(peer, key -> key.at(collector));
  }
}
