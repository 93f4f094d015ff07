package org.signalfall.benchmarks;

import org.signalfall.ingest.bgp.AsPath;
import org.signalfall.ingest.bgp.PathAttributes;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.bgp.UpdateMessage;
import org.signalfall.ingest.mrt.MrtHandler;
import org.signalfall.ingest.mrt.MrtRecord;
import org.signalfall.ingest.mrt.Peer;
import org.signalfall.ingest.mrt.PeerIndexTable;
import org.signalfall.ingest.mrt.RibRecord;
import org.signalfall.ingest.mrt.Session;
import org.signalfall.ingest.mrt.TableDumpRecord;

/**
 * Looks at everything that each element says: time, peer, prefix, path identifier, every hop of the
 * path, its origins and the other attributes. All of it goes into a digest, so that no compiler can
 * leave out a part.
 */
final class ElementCount implements MrtHandler {

  private long elements;
  private long digest;

  /** Returns how many lines {@code bgpdump -m} would print. */
  long elements() {
    return elements;
  }

  long digest() {
    return digest;
  }

  @Override
  public void peerIndexTable(MrtRecord record, PeerIndexTable peers) {
    mix(peers.size());
  }

  @Override
  public void rib(MrtRecord record, RibRecord rib) {
    mix(record.seconds());
    mixAddress(rib.prefix());
    while (rib.next()) {
      elements++;
      mix(rib.prefixLength() + rib.pathId() + rib.originated());
      mixPeer(rib.peer());
      mixAttributes(rib.attributes());
    }
  }

  @Override
  public void tableDump(MrtRecord record, TableDumpRecord route) {
    elements++;
    mix(record.seconds() + route.originated() + route.prefixLength());
    mixAddress(route.prefix());
    mixPeer(route.peer());
    mixAttributes(route.attributes());
  }

  @Override
  public void update(MrtRecord record, Session session, UpdateMessage update) {
    mix(record.millis());
    mixPeer(session.peer());
    mixAttributes(update.attributes());
    mixPrefixes(update.withdrawn());
    mixPrefixes(update.mpWithdrawn());
    mixPrefixes(update.announced());
    mixPrefixes(update.mpAnnounced());
  }

  @Override
  public void stateChange(MrtRecord record, Session session, int oldState, int newState) {
    elements++;
    mix(record.millis() + oldState + newState);
    mixPeer(session.peer());
  }

  private void mixPrefixes(PrefixList prefixes) {
    while (prefixes.next()) {
      elements++;
      mix(prefixes.length() + prefixes.pathId());
      mixAddress(prefixes.address());
    }
  }

  private void mixPeer(Peer peer) {
    mix(peer.asn());
    mixAddress(peer.address());
  }

  private void mixAttributes(PathAttributes attributes) {
    AsPath path = attributes.path();
    for (int i = 0; i < path.hops(); i++) {
      mix(path.hop(i));
    }
    mix(path.originStart() + attributes.origin());
    mix(attributes.med() + attributes.localPref() + attributes.communities());
  }

  private void mixAddress(byte[] address) {
    for (int i = 0; i < 4; i++) {
      mix(address[i]);
    }
  }

  private void mix(long value) {
    digest = 31 * digest + value;
  }
}
