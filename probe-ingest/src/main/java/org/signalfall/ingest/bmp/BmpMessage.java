package org.signalfall.ingest.bmp;

import java.util.List;
import java.util.Optional;
import org.signalfall.ingest.bgp.ByteCursor;

/** A BMP message (RFC 7854, section 4.1). */
sealed interface BmpMessage {

  /** A message about one peer. */
  sealed interface OfPeer extends BmpMessage {

    PeerHeader peer();
  }

  /**
   * A BGP UPDATE that a peer sent or got.
   *
   * @param update the whole message, to be read before the next BMP message is
   * @param stateless ADD-PATH as the router speaks it, where the message says so itself
   */
  record RouteMonitoring(
      PeerHeader peer, ByteCursor update, Optional<List<OpenMessage.AddPath>> stateless)
      implements OfPeer {}

  /** Counters of a peer. */
  record Statistics(PeerHeader peer, List<Statistic> counters) implements OfPeer {}

  /**
   * One counter.
   *
   * @param type number of RFC 7854, section 4.8
   * @param family of types 9 and 10 the family counted, else null
   */
  record Statistic(int type, OpenMessage.Family family, long value) {}

  /** A session ended, for a reason of RFC 7854, section 4.9. */
  record PeerDown(PeerHeader peer, int reason) implements OfPeer {}

  /**
   * A session became Established.
   *
   * @param localAddress the router's end
   * @param sent OPEN that the router sent
   * @param received OPEN that the router got
   * @param table name of the table (RFC 9069), where told
   */
  record PeerUp(
      PeerHeader peer,
      String localAddress,
      int localPort,
      int remotePort,
      OpenMessage sent,
      OpenMessage received,
      Optional<String> table)
      implements OfPeer {}

  /** The router begins. */
  record Initiation(Optional<String> systemName, Optional<String> description)
      implements BmpMessage {}

  /** The router ends, for a reason of RFC 7854, section 4.5; -1 when it gives none. */
  record Termination(int reason) implements BmpMessage {}

  /** Messages as a peer sent them, which aren't read (RFC 7854, section 4.7). */
  record RouteMirroring(PeerHeader peer) implements OfPeer {}

  /** A message of a type that isn't known. */
  record Unknown(int type) implements BmpMessage {}
}
