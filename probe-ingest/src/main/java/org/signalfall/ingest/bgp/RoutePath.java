package org.signalfall.ingest.bgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.Route;

/**
 * Hops and origins of an AS path as raw records carry them, shared by all routes of one message.
 *
 * @param hops the path from the peer to the origin, sets flattened
 * @param origins the last hop, or the members of a trailing set; of an empty path, which a peer of
 *     the collector's own network sends, that network
 */
public record RoutePath(List<Long> hops, List<Long> origins) {

  /** Returns an empty path, for withdrawals. */
  public static RoutePath none() {
    return new RoutePath(List.of(), List.of());
  }

  /** Copies a path that the peer of that ASN told. */
  public static RoutePath of(AsPath path, long peerAsn) {
    List<Long> hops = new ArrayList<>(path.hops());
    for (int i = 0; i < path.hops(); i++) {
      hops.add(path.hop(i));
    }
    List<Long> shared = Collections.unmodifiableList(hops);
    List<Long> origins =
        hops.isEmpty() ? List.of(peerAsn) : shared.subList(path.originStart(), hops.size());
    return new RoutePath(shared, origins);
  }

  /**
   * Returns a route along this path.
   *
   * @param pathId path identifier, null without ADD-PATH
   * @param learnt when it was learnt, null when that isn't known
   */
  public Route route(PeerId peer, Long pathId, Instant learnt) {
    return new Route(peer, pathId, origins, hops, learnt);
  }
}
