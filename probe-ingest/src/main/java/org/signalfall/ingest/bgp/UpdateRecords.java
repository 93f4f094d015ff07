package org.signalfall.ingest.bgp;

import java.time.Instant;
import java.util.function.Consumer;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.Route;
import org.signalfall.ingest.TimedBgp;

/**
 * Turns the unicast routes of an UPDATE into records, withdrawals first. What isn't told is told by
 * name: other routes, and prefixes that are shorter than a covering block.
 */
public final class UpdateRecords {

  private final Consumer<TimedBgp> records;
  private final Consumer<String> passedOver;

  /**
   * Prepares for updates.
   *
   * @param records gets the records in their order
   * @param passedOver gets the kind of each list or prefix that gives none
   */
  public UpdateRecords(Consumer<TimedBgp> records, Consumer<String> passedOver) {
    this.records = records;
    this.passedOver = passedOver;
  }

  /**
   * Takes an update that a peer sent.
   *
   * @param learnt when its routes were learnt, null when that isn't known
   */
  public void take(Instant time, PeerId peer, UpdateMessage update, Instant learnt) {
    add(time, peer, update.withdrawn(), true, RoutePath.none(), learnt);
    add(time, peer, update.mpWithdrawn(), true, RoutePath.none(), learnt);
    if (!update.announced().isEmpty() || !update.mpAnnounced().isEmpty()) {
      RoutePath path = RoutePath.of(update.attributes().path(), peer.getAsn());
      add(time, peer, update.announced(), false, path, learnt);
      add(time, peer, update.mpAnnounced(), false, path, learnt);
    }
  }

  private void add(
      Instant time,
      PeerId peer,
      PrefixList prefixes,
      boolean withdrawn,
      RoutePath path,
      Instant learnt) {
    if (prefixes.isEmpty()) {
      return;
    }
    if (!Safi.isUnicast(prefixes.safi())) {
      passedOver.accept("multicast routes");
      return;
    }
    Instant since = withdrawn ? null : learnt;
    Route shared = path.route(peer, null, since);
    prefixes.rewind();
    while (prefixes.next()) {
      if (CoveringBlock.holds(Afi.version(prefixes.afi()), prefixes.length())) {
        Route route = prefixes.hasPathIds() ? path.route(peer, prefixes.pathId(), since) : shared;
        Prefix prefix = RawPrefix.of(prefixes.afi(), prefixes.address(), prefixes.length());
        records.accept(new TimedBgp.Update(new BgpUpdate(time, prefix, withdrawn, route)));
      } else {
        passedOver.accept("prefixes shorter than a covering block");
      }
    }
  }
}
