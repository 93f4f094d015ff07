package org.signalfall.ingest.bmp;

import java.util.List;
import java.util.Optional;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.PathIds;

/**
 * What two speakers agreed on, by the OPENs of both.
 *
 * @param in families with path identifiers in what the router receives of the peer
 * @param out families with path identifiers in what it sends
 * @param ipv4 whether both speak IPv4 unicast
 * @param ipv6 whether both speak IPv6 unicast
 */
record Negotiation(PathIds in, PathIds out, boolean ipv4, boolean ipv6) {

  /**
   * Compares both OPENs (RFC 7911, section 4; RFC 4760, section 8). Of loc-rib there is only one,
   * told twice, which says how the table is told (RFC 9069, section 5.2).
   */
  static Negotiation of(BmpMessage.PeerUp up) {
    boolean locRib = up.peer().isLocRib();
    PathIds in = PathIds.NONE;
    PathIds out = PathIds.NONE;
    for (OpenMessage.AddPath mine : up.sent().addPaths()) {
      for (OpenMessage.AddPath theirs : up.received().addPaths()) {
        OpenMessage.Family family = mine.family();
        if (!family.equals(theirs.family())) {
          continue;
        }
        boolean alike = locRib && (mine.sends() || mine.receives());
        in = alike || (mine.receives() && theirs.sends()) ? with(in, family) : in;
        out = mine.sends() && theirs.receives() ? with(out, family) : out;
      }
    }
    return new Negotiation(in, out, speak(up, Afi.IPV4), speak(up, Afi.IPV6));
  }

  /**
   * Returns the families with path identifiers in a message.
   *
   * @param stateless what the message itself says of the router's side, which goes before the OPENs
   */
  PathIds pathIds(PeerHeader header, Optional<List<OpenMessage.AddPath>> stateless) {
    PathIds ids = header.isAdjRibOut() ? out : in;
    for (OpenMessage.AddPath said : stateless.orElse(List.of())) {
      boolean has = header.isAdjRibOut() ? said.sends() : said.receives();
      ids = has ? with(ids, said.family()) : ids.without(said.family().afi(), said.family().safi());
    }
    return ids;
  }

  private static PathIds with(PathIds ids, OpenMessage.Family family) {
    return ids.with(family.afi(), family.safi());
  }

  private static boolean speak(BmpMessage.PeerUp up, int afi) {
    return up.sent().speaks(afi) && up.received().speaks(afi);
  }
}
