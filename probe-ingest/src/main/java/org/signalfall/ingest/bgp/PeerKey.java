package org.signalfall.ingest.bgp;

import org.signalfall.avro.PeerId;

/**
 * One peer of a given collector.
 *
 * @param address address as text
 * @param asn autonomous system number
 */
public record PeerKey(String address, long asn) {

  /** Returns the peer as raw records name it. */
  public PeerId at(String collector) {
    return new PeerId(collector, address, asn);
  }

  /** Returns who the raw records' peer is among those of its collector. */
  public static PeerKey of(PeerId peer) {
    return new PeerKey(peer.getAddress(), peer.getAsn());
  }
}
