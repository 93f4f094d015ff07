package org.signalfall.ingest.rislive;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.Prefix;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.RoutePath;

/** One message of RIS Live. */
sealed interface RisFrame {

  /** What a collector heard, and of whom. */
  sealed interface Heard extends RisFrame {

    /** Returns when, where and of whom it was heard. */
    Origin origin();
  }

  /**
   * When, where and of whom a message was heard.
   *
   * @param time when the collector received it
   * @param collector short name of the collector, such as {@code rrc21}
   * @param peer who sent it
   */
  record Origin(Instant time, String collector, PeerKey peer) {}

  /**
   * A BGP UPDATE. Each prefix stands in one of the lists, once.
   *
   * @param announced prefixes announced, whatever the number of their next hops
   * @param withdrawn prefixes withdrawn and not announced anew
   * @param path path of the prefixes announced
   * @param endsTable whether it ends the peer's initial table (RFC 4724), of which family isn't
   *     said
   */
  record Update(
      Origin origin,
      List<Prefix> announced,
      List<Prefix> withdrawn,
      RoutePath path,
      boolean endsTable)
      implements Heard {}

  /** The session between collector and peer came up or went down. */
  record SessionState(Origin origin, boolean connected) implements Heard {}

  /** Another BGP message, which says no more than that the session lives. */
  record SignOfLife(Origin origin, String type) implements Heard {}

  /** The server says that something is wrong. */
  record ServerError(String message) implements RisFrame {}

  /** A message about the connection, or one of a type that isn't known. */
  record Control(String type) implements RisFrame {}
}
