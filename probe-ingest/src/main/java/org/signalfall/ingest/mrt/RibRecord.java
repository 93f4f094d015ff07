package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AttributeForm;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.PathAttributes;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.bgp.Safi;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * All routes of one prefix in a table dump (RFC 6396, section 4.3.2; with path identifiers RFC
 * 8050, section 4), walked over entry by entry.
 *
 * <pre>
 * record = sequence prefix-length prefix count *entry
 * entry  = peer-index originated [ path-id ] attributes-length attributes
 * sequence, originated, path-id = 4 octets; originated in seconds since the epoch
 * count, peer-index, attributes-length = 2 octets
 * </pre>
 *
 * <p>A damaged entry is passed over, since its length still leads to the next one: otherwise one
 * peer's fault would make the prefix vanish for all. {@link #damage()} tells of it afterwards.
 */
public final class RibRecord {

  private static final AttributeForm PLAIN = new AttributeForm(4, false, true);
  private static final AttributeForm ADD_PATH = new AttributeForm(4, true, true);

  private final byte[] prefix = new byte[16];
  private final PathAttributes attributes = new PathAttributes();
  private final ByteCursor cursor = new ByteCursor();
  private PeerIndexTable peers;
  private int afi;
  private int safi;
  private boolean addPath;
  private int prefixLength;
  private int count;
  private int read;
  private int peerIndex;
  private long originated;
  private long pathId;
  private int damagedEntries;
  private String firstDamage = "";

  /**
   * Reads what stands before the entries.
   *
   * @throws MalformedRecordException when the prefix is damaged
   */
  void begin(ByteCursor body, int subtype, PeerIndexTable index) throws MalformedRecordException {
    cursor.set(body.bytes(), body.position(), body.limit());
    peers = index;
    afi = isIpv4(subtype) ? Afi.IPV4 : Afi.IPV6;
    safi = isMulticast(subtype) ? Safi.MULTICAST : Safi.UNICAST;
    addPath = subtype >= MrtType.RIB_IPV4_UNICAST_ADDPATH;
    damagedEntries = 0;
    firstDamage = "";
    read = 0;
    cursor.skip(4);
    prefixLength = cursor.u8();
    PrefixList.requireFits(prefixLength, afi);
    int prefixAt = cursor.skip((prefixLength + 7) >>> 3);
    PrefixList.mask(cursor.bytes(), prefixAt, prefixLength, prefix, Afi.addressBytes(afi));
    count = cursor.u16();
  }

  /** Steps to the next whole entry; returns false when there is none. */
  public boolean next() {
    while (read < count) {
      read++;
      int attributesAt;
      int attributesLength;
      try {
        peerIndex = cursor.u16();
        originated = cursor.u32();
        pathId = addPath ? cursor.u32() : 0;
        attributesLength = cursor.u16();
        attributesAt = cursor.skip(attributesLength);
      } catch (MalformedRecordException e) {
        noteDamage(e.getMessage());
        damagedEntries += count - read;
        read = count;
        return false;
      }
      if (peerIndex >= peers.size()) {
        noteDamage("there is no peer " + peerIndex + " in an index of " + peers.size());
        continue;
      }
      try {
        attributes.decode(
            cursor.bytes(),
            attributesAt,
            attributesAt + attributesLength,
            addPath ? ADD_PATH : PLAIN);
        return true;
      } catch (MalformedRecordException e) {
        noteDamage(e.getMessage());
      }
    }
    return false;
  }

  public int afi() {
    return afi;
  }

  public int safi() {
    return safi;
  }

  public boolean hasPathIds() {
    return addPath;
  }

  /** Returns the prefix's address in its first 4 or 16 bytes, host bits zero. */
  public byte[] prefix() {
    return prefix;
  }

  public int prefixLength() {
    return prefixLength;
  }

  /** Returns who tells the present entry. */
  public Peer peer() {
    return peers.peer(peerIndex);
  }

  /** Returns the place of that peer in the index. */
  public int peerIndex() {
    return peerIndex;
  }

  /** Returns when the present entry was learnt, in seconds since the epoch. */
  public long originated() {
    return originated;
  }

  /** Returns the path identifier of the present entry; 0 without ADD-PATH. */
  public long pathId() {
    return pathId;
  }

  public PathAttributes attributes() {
    return attributes;
  }

  /** Returns what is wrong with entries that were passed over; empty when nothing is. */
  String damage() {
    return damagedEntries == 0
        ? ""
        : damagedEntries + " of " + count + " entries are damaged, the first: " + firstDamage;
  }

  private void noteDamage(String reason) {
    if (damagedEntries == 0) {
      firstDamage = reason;
    }
    damagedEntries++;
  }

  private static boolean isIpv4(int subtype) {
    return switch (subtype) {
      case MrtType.RIB_IPV4_UNICAST,
          MrtType.RIB_IPV4_MULTICAST,
          MrtType.RIB_IPV4_UNICAST_ADDPATH,
          MrtType.RIB_IPV4_MULTICAST_ADDPATH ->
          true;
      default -> false;
    };
  }

  private static boolean isMulticast(int subtype) {
    return switch (subtype) {
      case MrtType.RIB_IPV4_MULTICAST,
          MrtType.RIB_IPV6_MULTICAST,
          MrtType.RIB_IPV4_MULTICAST_ADDPATH,
          MrtType.RIB_IPV6_MULTICAST_ADDPATH ->
          true;
      default -> false;
    };
  }
}
