package org.signalfall.observe;

import java.time.Instant;
import java.util.Locale;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;

/** Tells consumers that a peer or a whole collector of BGP was lost, is silent, or is back. */
public final class SightReport {

  private SightReport() {}

  /**
   * Returns the report on a peer's session.
   *
   * @param peer name of the peer, which is no address
   * @param since when the session went down
   * @param until when it was up again; null while it isn't
   */
  public static ObservabilityEvent ofPeer(
      String feed, Origin origin, String collector, String peer, Instant since, Instant until) {
    return of(ObservabilityKind.PEER_RESET, feed, origin, collector, since, until)
        .setObservationId(
            "%s/%s/%s/%s".formatted(id(ObservabilityKind.PEER_RESET), feed, collector, peer))
        .setPeer(peer)
        .setSummary(
            until == null
                ? "The session of collector %s with peer %s went down; the peer is not asked."
                    .formatted(collector, peer)
                : "The session of collector %s with peer %s is up again."
                    .formatted(collector, peer))
        .build();
  }

  /**
   * Returns the report on a peer that says nothing while its session is up.
   *
   * @param peer name of the peer, which is no address
   * @param since when it was taken for silent
   * @param until when it spoke again; null while it doesn't
   */
  public static ObservabilityEvent ofSilentPeer(
      String feed, Origin origin, String collector, String peer, Instant since, Instant until) {
    return of(ObservabilityKind.PEER_SILENT, feed, origin, collector, since, until)
        .setObservationId(
            "%s/%s/%s/%s".formatted(id(ObservabilityKind.PEER_SILENT), feed, collector, peer))
        .setPeer(peer)
        .setSummary(
            until == null
                ? "Peer %s of collector %s says nothing while others go on; the peer is not asked."
                    .formatted(peer, collector)
                : "Peer %s of collector %s is silent no more.".formatted(peer, collector))
        .build();
  }

  /**
   * Returns the report on a collector without a peer that has a full table.
   *
   * @param since when its last such session went down
   * @param until when the first was up again; null while none is
   */
  public static ObservabilityEvent ofCollector(
      String feed, Origin origin, String collector, Instant since, Instant until) {
    return of(ObservabilityKind.COLLECTOR_LOST, feed, origin, collector, since, until)
        .setObservationId(
            "%s/%s/%s".formatted(id(ObservabilityKind.COLLECTOR_LOST), feed, collector))
        .setSummary(
            until == null
                ? "Collector %s of feed %s has no peer left that sends a full table."
                    .formatted(collector, feed)
                : "Collector %s of feed %s has a peer again that sends a full table."
                    .formatted(collector, feed))
        .build();
  }

  private static ObservabilityEvent.Builder of(
      ObservabilityKind kind,
      String feed,
      Origin origin,
      String collector,
      Instant since,
      Instant until) {
    return ObservabilityEvent.newBuilder()
        .setKind(kind)
        .setStatus(until == null ? ObservabilityStatus.BEGUN : ObservabilityStatus.ENDED)
        .setFeed(feed)
        .setCollector(collector)
        .setSince(since)
        .setUntil(until)
        .setAsOf(until == null ? since : until)
        .setOrigin(origin);
  }

  private static String id(ObservabilityKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
