package org.signalfall.ingest.bmp;

import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.Prefix;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.TextBuffer;

/** Writes records in one line each, for tests to compare. */
final class BgpLines {

  private BgpLines() {}

  static String of(TimedRecord record) {
    if (record instanceof TimedBgp.Peer peer) {
      return of(peer.state());
    }
    return of(((TimedBgp.Update) record).update());
  }

  private static String of(PeerState state) {
    return "%s %s AS%d at %s%s"
        .formatted(
            state.getStatus(),
            state.getPeer().getAddress(),
            state.getPeer().getAsn(),
            state.getPeer().getCollector(),
            state.getIpv4Prefixes() + state.getIpv6Prefixes() == 0
                ? ""
                : " with %d+%d%s"
                    .formatted(
                        state.getIpv4Prefixes(),
                        state.getIpv6Prefixes(),
                        state.getFullFeed() ? " full" : ""));
  }

  private static String of(BgpUpdate update) {
    String id = update.getRoute().getPathId() == null ? "" : update.getRoute().getPathId() + ":";
    String route =
        (update.getWithdrawn() ? "- " : "+ ")
            + id
            + text(update.getPrefix())
            + " of "
            + update.getRoute().getPeer().getAddress();
    return update.getWithdrawn() ? route : route + " by " + update.getRoute().getAsPath();
  }

  private static String text(Prefix prefix) {
    byte[] address = new byte[prefix.getAddress().remaining()];
    prefix.getAddress().duplicate().get(address);
    TextBuffer text = new TextBuffer();
    return (prefix.getFamily() == 4 ? text.addIpv4(address, 0) : text.addIpv6(address, 0, 2))
        + "/"
        + prefix.getLength();
  }
}
