package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AttributeForm;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.PathAttributes;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * One route of a table dump of old (RFC 6396, section 4.2).
 *
 * <pre>
 * record = view sequence prefix prefix-length status originated peer-address peer-asn
 *          attributes-length attributes
 * view, sequence, peer-asn, attributes-length = 2 octets
 * prefix, peer-address = 4 octets, or 16 for IPv6
 * prefix-length, status = 1 octet
 * originated = 4 octets, in seconds since the epoch
 * </pre>
 */
public final class TableDumpRecord {

  private static final AttributeForm FORM = new AttributeForm(2, false, true);

  private final byte[] prefix = new byte[16];
  private final Peer peer = new Peer();
  private final PathAttributes attributes = new PathAttributes();
  private int afi;
  private int prefixLength;
  private long originated;

  void decode(ByteCursor cursor, int subtype) throws MalformedRecordException {
    afi = subtype;
    int width = Afi.addressBytes(afi);
    cursor.skip(4);
    int prefixAt = cursor.skip(width);
    prefixLength = cursor.u8();
    PrefixList.requireFits(prefixLength, afi);
    PrefixList.mask(cursor.bytes(), prefixAt, prefixLength, prefix, width);
    cursor.skip(1);
    originated = cursor.u32();
    int addressAt = cursor.skip(width);
    peer.set(cursor.u16(), afi, cursor.bytes(), addressAt);
    int length = cursor.u16();
    int at = cursor.skip(length);
    attributes.decode(cursor.bytes(), at, at + length, FORM);
  }

  public int afi() {
    return afi;
  }

  /** Returns the prefix's address in its first 4 or 16 bytes, host bits zero. */
  public byte[] prefix() {
    return prefix;
  }

  public int prefixLength() {
    return prefixLength;
  }

  public Peer peer() {
    return peer;
  }

  /** Returns when the route was learnt, in seconds since the epoch. */
  public long originated() {
    return originated;
  }

  public PathAttributes attributes() {
    return attributes;
  }
}
