package org.signalfall.ingest.mrt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AsPath;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.MpReach;
import org.signalfall.ingest.bgp.PathAttributes;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.bgp.Safi;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.bgp.UpdateMessage;

/**
 * Writes records as lines of text, byte for byte as {@code bgpdump -m} of the RIPE NCC does, so
 * that whatever reads that reads this.
 *
 * <pre>
 * TABLE_DUMP|time|B|peer|asn|prefix|path|origin|next-hop|pref|med|communities|NAG|aggregator|
 * TABLE_DUMP2|...        the same, TABLE_DUMP2_AP with a path identifier behind the prefix
 * BGP4MP|time|A|...      announced, the same; BGP4MP_ET with microseconds; _AP, _LOCAL
 * BGP4MP|time|W|peer|asn|prefix
 * BGP4MP|time|STATE|peer|asn|old|new
 * </pre>
 *
 * <p>Its habits are kept: a next hop that is missing is 255.255.255.255; LOCAL_PREF and MED of IPv4
 * announced by attribute are signed; when such a next hop has no length, the field and what goes
 * with it is left out; tables of multicast routes are left out; a message that the collector sent
 * with path identifiers is told as if it were the collector's own peer.
 *
 * <p>Some are not. Host bits are zero, as in its version after 1.6.2. AS_PATH and AS4_PATH are
 * merged as RFC 6793 says, where bgpdump repeats the first segment of a head that has several. AS
 * paths beyond 7 900 characters and communities beyond 8 191 aren't cut. What is damaged beyond
 * trust is left out and rejected, where bgpdump prints what it can guess, or stops. Neither are the
 * types told that RFC 6396 calls deprecated, or the subtypes 3 and 4 of TABLE_DUMP, which it lacks.
 */
public final class MrtDump implements MrtHandler {

  /** Text is handed on in pieces of about 64 KiB. */
  private static final int PIECE = 64 << 10;

  private static final int SHORTEST_RUN = 1;

  private static final byte[] TABLE_DUMP = TextBuffer.ascii("TABLE_DUMP|");
  private static final byte[] TABLE_DUMP2 = TextBuffer.ascii("TABLE_DUMP2|");
  private static final byte[] TABLE_DUMP2_AP = TextBuffer.ascii("TABLE_DUMP2_AP|");
  private static final byte[] BGP4MP = TextBuffer.ascii("BGP4MP");
  private static final byte[] BGP4MP_ET = TextBuffer.ascii("BGP4MP_ET");
  private static final byte[] LOCAL = TextBuffer.ascii("_LOCAL");
  private static final byte[] ADD_PATH = TextBuffer.ascii("_AP");
  private static final byte[] ROUTE = TextBuffer.ascii("|B|");
  private static final byte[] STATE = TextBuffer.ascii("|STATE|");
  private static final byte[] AGGREGATED = TextBuffer.ascii("|AG|");
  private static final byte[] NOT_AGGREGATED = TextBuffer.ascii("|NAG|");

  private static final long NO_EXPORT = 0xffff_ff01L;
  private static final long NO_ADVERTISE = 0xffff_ff02L;
  private static final long LOCAL_AS = 0xffff_ff03L;

  private static final byte[] NO_ADDRESS = TextBuffer.ascii("255.255.255.255");
  private static final byte[][] ORIGINS = {
    TextBuffer.ascii("IGP"), TextBuffer.ascii("EGP"), TextBuffer.ascii("INCOMPLETE")
  };

  private final OutputStream out;
  private final TextBuffer text = new TextBuffer();
  private final TextBuffer head = new TextBuffer();
  private final TextBuffer tail = new TextBuffer();
  private final List<byte[]> peers = new ArrayList<>();

  /** Writes to a stream, which needs no buffer of its own. */
  public MrtDump(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes what is still held.
   *
   * @throws UncheckedIOException as every method here, when writing fails
   */
  public void flush() {
    try {
      out.write(text.bytes(), 0, text.length());
      text.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void peerIndexTable(MrtRecord record, PeerIndexTable table) {
    peers.clear();
    for (int i = 0; i < table.size(); i++) {
      head.clear();
      addPeer(head, table.peer(i));
      peers.add(head.toByteArray());
    }
  }

  @Override
  public void rib(MrtRecord record, RibRecord rib) {
    head.clear();
    head.add(rib.hasPathIds() ? TABLE_DUMP2_AP : TABLE_DUMP2);
    head.add(record.seconds()).add(ROUTE);
    tail.clear();
    addPrefix(tail, rib.afi(), rib.prefix(), rib.prefixLength());
    while (rib.next()) {
      if (rib.safi() == Safi.MULTICAST) {
        continue;
      }
      text.add(head).add(peers.get(rib.peerIndex())).add(tail).add('|');
      if (rib.hasPathIds()) {
        text.add(rib.pathId()).add('|');
      }
      addTableRoute(rib.attributes());
    }
    flushIfLong();
  }

  @Override
  public void tableDump(MrtRecord record, TableDumpRecord route) {
    text.add(TABLE_DUMP).add(record.seconds()).add(ROUTE);
    addPeer(text, route.peer());
    addPrefix(text, route.afi(), route.prefix(), route.prefixLength());
    text.add('|');
    addTableRoute(route.attributes());
    flushIfLong();
  }

  @Override
  public void update(MrtRecord record, Session session, UpdateMessage update) {
    if (!update.withdrawn().isEmpty() || !update.mpWithdrawn().isEmpty()) {
      setHead(record, session, 'W');
      addWithdrawn(update.withdrawn());
      addWithdrawn(update.mpWithdrawn());
    }
    if (!update.announced().isEmpty() || !update.mpAnnounced().isEmpty()) {
      setHead(record, session, 'A');
      addAnnounced(update.announced(), update.attributes());
      addMpAnnounced(update.mpAnnounced(), update.attributes());
    }
    flushIfLong();
  }

  @Override
  public void stateChange(MrtRecord record, Session session, int oldState, int newState) {
    text.add(record.isExtended() ? BGP4MP_ET : BGP4MP).add('|');
    addTime(text, record);
    text.add(STATE);
    addPeer(text, session.peer());
    text.add(oldState).add('|').add(newState).add('\n');
    flushIfLong();
  }

  private void setHead(MrtRecord record, Session session, char kind) {
    head.clear();
    head.add(record.isExtended() ? BGP4MP_ET : BGP4MP);
    if (session.isLocal() && !session.hasPathIds()) {
      head.add(LOCAL);
    }
    if (session.hasPathIds()) {
      head.add(ADD_PATH);
    }
    head.add('|');
    addTime(head, record);
    head.add('|').add(kind).add('|');
    boolean swapped = session.isLocal() && session.hasPathIds();
    addPeer(head, swapped ? session.collector() : session.peer());
  }

  private void addWithdrawn(PrefixList prefixes) {
    while (prefixes.next()) {
      text.add(head);
      addPrefix(text, prefixes.afi(), prefixes.address(), prefixes.length());
      if (prefixes.hasPathIds()) {
        text.add('|').add(prefixes.pathId());
      }
      text.add('\n');
    }
  }

  private void addAnnounced(PrefixList prefixes, PathAttributes attributes) {
    tail.clear();
    addPathAndOrigin(tail, attributes);
    if (attributes.hasNextHop()) {
      tail.addIpv4(attributes.bytes(), attributes.nextHopAt());
    } else {
      tail.add(NO_ADDRESS);
    }
    tail.add('|').add(attributes.localPref()).add('|').add(attributes.med()).add('|');
    addRest(tail, attributes);
    addLines(prefixes);
  }

  private void addMpAnnounced(PrefixList prefixes, PathAttributes attributes) {
    MpReach reach = attributes.mpReach();
    boolean ipv4 = prefixes.afi() == Afi.IPV4;
    tail.clear();
    if (ipv4 || reach.nextHopLength() > 0) {
      addPathAndOrigin(tail, attributes);
    }
    if (reach.nextHopLength() > 0) {
      addNextHop(tail, attributes.bytes(), reach);
      tail.add('|');
      addNumber(attributes.localPref(), ipv4);
      addNumber(attributes.med(), ipv4);
    }
    addRest(tail, attributes);
    addLines(prefixes);
  }

  private void addNumber(long number, boolean signed) {
    if (signed && (int) number < 0) {
      tail.add('-').add(-(long) (int) number).add('|');
    } else {
      tail.add(number).add('|');
    }
  }

  private void addLines(PrefixList prefixes) {
    while (prefixes.next()) {
      text.add(head);
      addPrefix(text, prefixes.afi(), prefixes.address(), prefixes.length());
      text.add('|');
      if (prefixes.hasPathIds()) {
        text.add(prefixes.pathId()).add('|');
      }
      text.add(tail);
    }
  }

  /** Adds what stands behind the prefix in a table's line. */
  private void addTableRoute(PathAttributes attributes) {
    addPathAndOrigin(text, attributes);
    MpReach reach = attributes.mpReach();
    if (reach.isPresent() && reach.safi() == Safi.UNICAST && reach.nextHopLength() > 0) {
      addNextHop(text, attributes.bytes(), reach);
    } else if (attributes.hasNextHop()) {
      text.addIpv4(attributes.bytes(), attributes.nextHopAt());
    } else {
      text.add(NO_ADDRESS);
    }
    text.add('|').add(attributes.localPref()).add('|').add(attributes.med()).add('|');
    addRest(text, attributes);
  }

  private static void addPathAndOrigin(TextBuffer to, PathAttributes attributes) {
    addPath(to, attributes.path());
    to.add('|').add(ORIGINS[attributes.hasOrigin() ? attributes.origin() : 2]).add('|');
  }

  /** Sets are in braces, sets of a confederation in brackets, its sequences in parentheses. */
  private static void addPath(TextBuffer to, AsPath path) {
    for (int segment = 0; segment < path.segments(); segment++) {
      int type = path.type(segment);
      // An empty segment leaves no space behind.
      if (segment > 0 && path.end(segment - 1) > path.start(segment - 1)) {
        to.add(' ');
      }
      if (type != AsPath.SEQUENCE) {
        to.add(opening(type));
      }
      char separator = AsPath.isSet(type) ? ',' : ' ';
      for (int hop = path.start(segment); hop < path.end(segment); hop++) {
        if (hop > path.start(segment)) {
          to.add(separator);
        }
        to.add(path.hop(hop));
      }
      if (type != AsPath.SEQUENCE) {
        to.add(closing(type));
      }
    }
  }

  private static char opening(int type) {
    return type == AsPath.SET ? '{' : type == AsPath.CONFED_SET ? '[' : '(';
  }

  private static char closing(int type) {
    return type == AsPath.SET ? '}' : type == AsPath.CONFED_SET ? ']' : ')';
  }

  /** Adds communities, aggregation and the end of the line. */
  private static void addRest(TextBuffer to, PathAttributes attributes) {
    for (int i = 0; i < attributes.communities(); i++) {
      if (i > 0) {
        to.add(' ');
      }
      addCommunity(to, attributes.bytes(), attributes.communitiesAt() + 4 * i);
    }
    to.add(attributes.isAtomicAggregate() ? AGGREGATED : NOT_AGGREGATED);
    if (attributes.hasAggregator()) {
      to.add(attributes.aggregatorAsn()).add(' ');
      to.addIpv4(attributes.bytes(), attributes.aggregatorAt());
    }
    to.add('|').add('\n');
  }

  private static void addCommunity(TextBuffer to, byte[] bytes, int at) {
    long community = ByteCursor.u32(bytes, at);
    if (community == NO_EXPORT) {
      to.add(TextBuffer.ascii("no-export"));
    } else if (community == NO_ADVERTISE) {
      to.add(TextBuffer.ascii("no-advertise"));
    } else if (community == LOCAL_AS) {
      to.add(TextBuffer.ascii("local-AS"));
    } else {
      to.add(community >>> 16).add(':').add(community & 0xffff);
    }
  }

  private static void addNextHop(TextBuffer to, byte[] bytes, MpReach reach) {
    if (reach.nextHopLength() == 4) {
      to.addIpv4(bytes, reach.nextHopAt());
    } else {
      to.addIpv6(bytes, reach.nextHopAt(), SHORTEST_RUN);
    }
  }

  private static void addPrefix(TextBuffer to, int afi, byte[] address, int length) {
    addAddress(to, afi, address);
    to.add('/').add(length);
  }

  private static void addPeer(TextBuffer to, Peer peer) {
    addAddress(to, peer.afi(), peer.address());
    to.add('|').add(peer.asn()).add('|');
  }

  private static void addAddress(TextBuffer to, int afi, byte[] address) {
    if (afi == Afi.IPV4) {
      to.addIpv4(address, 0);
    } else {
      to.addIpv6(address, 0, SHORTEST_RUN);
    }
  }

  private static void addTime(TextBuffer to, MrtRecord record) {
    to.add(record.seconds());
    if (record.isExtended()) {
      to.add('.').addPadded(record.microseconds(), 6);
    }
  }

  private void flushIfLong() {
    if (text.length() >= PIECE) {
      flush();
    }
  }
}
