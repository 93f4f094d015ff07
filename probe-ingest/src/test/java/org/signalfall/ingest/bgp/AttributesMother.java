package org.signalfall.ingest.bgp;

import java.util.List;

/** Writes path attributes by hand, in the order of the calls. */
public final class AttributesMother {

  private static final int TRANSITIVE = 0x40;
  private static final int OPTIONAL = 0x80;
  private static final int EXTENDED = 0x10;

  /** One segment of an AS path. */
  public record Segment(int type, List<Long> asns) {

    public static Segment sequence(Long... asns) {
      return new Segment(AsPath.SEQUENCE, List.of(asns));
    }

    public static Segment set(Long... asns) {
      return new Segment(AsPath.SET, List.of(asns));
    }
  }

  private final Wire wire = new Wire();

  private AttributesMother() {}

  public static AttributesMother none() {
    return new AttributesMother();
  }

  /** Returns IGP, the path 64500 64501 and the next hop 192.0.2.1. */
  public static AttributesMother plain(int asnBytes) {
    return none().origin(0).asPath(asnBytes, Segment.sequence(64500L, 64501L)).nextHop("192.0.2.1");
  }

  public AttributesMother origin(int origin) {
    return raw(TRANSITIVE, 1, new Wire().u8(origin).bytes());
  }

  public AttributesMother asPath(int asnBytes, Segment... segments) {
    return raw(TRANSITIVE, 2, path(asnBytes, segments));
  }

  public AttributesMother nextHop(String address) {
    return raw(TRANSITIVE, 3, Wire.addressBytes(address));
  }

  public AttributesMother med(long med) {
    return raw(OPTIONAL, 4, new Wire().u32(med).bytes());
  }

  public AttributesMother localPref(long localPref) {
    return raw(TRANSITIVE, 5, new Wire().u32(localPref).bytes());
  }

  public AttributesMother atomicAggregate() {
    return raw(TRANSITIVE, 6, new byte[0]);
  }

  public AttributesMother aggregator(int asnBytes, long asn, String address) {
    return raw(OPTIONAL | TRANSITIVE, 7, new Wire().asn(asnBytes, asn).address(address).bytes());
  }

  public AttributesMother communities(long... communities) {
    Wire value = new Wire();
    for (long community : communities) {
      value.u32(community);
    }
    return raw(OPTIONAL | TRANSITIVE, 8, value.bytes());
  }

  public AttributesMother largeCommunity(long global, long first, long second) {
    return raw(OPTIONAL | TRANSITIVE, 32, new Wire().u32(global).u32(first).u32(second).bytes());
  }

  public AttributesMother as4Path(Segment... segments) {
    return raw(OPTIONAL | TRANSITIVE, 17, path(4, segments));
  }

  public AttributesMother as4Aggregator(long asn, String address) {
    return raw(OPTIONAL | TRANSITIVE, 18, new Wire().u32(asn).address(address).bytes());
  }

  /** Adds MP_REACH_NLRI in full; the prefixes are written already. */
  public AttributesMother mpReach(int afi, int safi, byte[] nextHop, byte[] prefixes) {
    return raw(
        OPTIONAL | EXTENDED,
        14,
        new Wire().u16(afi).u8(safi).u8(nextHop.length).raw(nextHop).u8(0).raw(prefixes).bytes());
  }

  /** Adds MP_REACH_NLRI as table dumps abbreviate it. */
  public AttributesMother mpReachNextHop(byte[] nextHop) {
    return raw(OPTIONAL, 14, new Wire().u8(nextHop.length).raw(nextHop).bytes());
  }

  public AttributesMother mpUnreach(int afi, int safi, byte[] prefixes) {
    return raw(OPTIONAL | EXTENDED, 15, new Wire().u16(afi).u8(safi).raw(prefixes).bytes());
  }

  /** Adds any attribute; the length has two bytes when the flags say so. */
  public AttributesMother raw(int flags, int type, byte[] value) {
    int widened = value.length > 0xff ? flags | EXTENDED : flags;
    wire.u8(widened).u8(type);
    if ((widened & EXTENDED) != 0) {
      wire.u16(value.length);
    } else {
      wire.u8(value.length);
    }
    wire.raw(value);
    return this;
  }

  public byte[] bytes() {
    return wire.bytes();
  }

  private static byte[] path(int asnBytes, Segment... segments) {
    Wire value = new Wire();
    for (Segment segment : segments) {
      value.u8(segment.type()).u8(segment.asns().size());
      segment.asns().forEach(asn -> value.asn(asnBytes, asn));
    }
    return value.bytes();
  }
}
