package org.signalfall.ingest.bmp;

import java.time.Instant;
import java.util.Optional;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The per-peer header (RFC 7854, section 4.2; adj-rib-out RFC 8671, section 4; loc-rib RFC 9069,
 * section 4).
 *
 * <pre>
 * header        = type flags distinguisher address asn bgp-id seconds microseconds
 * type, flags   = 1 octet each
 * distinguisher = 8 octets, a route distinguisher (RFC 4364, section 4.2)
 * address       = 16 octets, IPv4 in the last 4
 * others        = 4 octets each
 * </pre>
 *
 * @param type 0 global instance, 1 RD instance, 2 local instance, 3 loc-rib instance
 * @param flags V, L, A and O; of loc-rib, F
 * @param distinguisher 0 of a global instance
 * @param address as RFC 5952 writes it
 * @param asn of the peer; of loc-rib, of the router
 * @param bgpId of the peer, in dotted form
 * @param timestamp when the routes were learnt; empty when the router does not say
 */
record PeerHeader(
    int type,
    int flags,
    long distinguisher,
    String address,
    long asn,
    String bgpId,
    Optional<Instant> timestamp) {

  static final int GLOBAL = 0;
  static final int LOC_RIB = 3;

  private static final int IPV6 = 0x80;
  private static final int POST_POLICY = 0x40;
  private static final int NARROW_ASNS = 0x20;
  private static final int ADJ_RIB_OUT = 0x10;
  private static final int SHORTEST_RUN = 2;
  private static final int MICROS = 1_000_000;

  static PeerHeader decode(ByteCursor cursor) throws MalformedRecordException {
    int type = cursor.u8();
    if (type > LOC_RIB) {
      throw new MalformedRecordException("a peer of unknown type " + type);
    }
    int flags = cursor.u8();
    long distinguisher = (cursor.u32() << 32) | cursor.u32();
    boolean ipv6 = type != LOC_RIB && (flags & IPV6) != 0;
    String address = address(cursor, ipv6);
    long asn = cursor.u32();
    int bgpIdAt = cursor.skip(4);
    String bgpId = new TextBuffer().addIpv4(cursor.bytes(), bgpIdAt).toString();
    return new PeerHeader(type, flags, distinguisher, address, asn, bgpId, timestamp(cursor));
  }

  /** Reads an address of 16 octets. */
  static String address(ByteCursor cursor, boolean ipv6) throws MalformedRecordException {
    int at = cursor.skip(16);
    TextBuffer text = new TextBuffer();
    return ipv6
        ? text.addIpv6(cursor.bytes(), at, SHORTEST_RUN).toString()
        : text.addIpv4(cursor.bytes(), at + 16 - Afi.addressBytes(Afi.IPV4)).toString();
  }

  boolean isLocRib() {
    return type == LOC_RIB;
  }

  boolean isIpv6() {
    return !isLocRib() && (flags & IPV6) != 0;
  }

  /** Returns whether the routes are as policy left them; always of loc-rib. */
  boolean isPostPolicy() {
    return isLocRib() || (flags & POST_POLICY) != 0;
  }

  /** Returns whether the router sent the routes to the peer, instead of the other way round. */
  boolean isAdjRibOut() {
    return !isLocRib() && (flags & ADJ_RIB_OUT) != 0;
  }

  /** Returns the length of an ASN in AS_PATH, 2 or 4. */
  int asnBytes() {
    return !isLocRib() && (flags & NARROW_ASNS) != 0 ? 2 : 4;
  }

  private static Optional<Instant> timestamp(ByteCursor cursor) throws MalformedRecordException {
    long seconds = cursor.u32();
    long micros = cursor.u32();
    return seconds == 0 && micros == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds, 1_000 * Math.min(micros, MICROS - 1)));
  }
}
