package org.signalfall.ingest.bgp;

import org.signalfall.ingest.input.MalformedRecordException;

/**
 * A list of prefixes of one address family (RFC 4271, section 4.3; with path identifiers RFC 7911,
 * section 3), read in place one after the other.
 *
 * <pre>
 * list   = *( [ path-id ] length prefix )
 * path-id = 4 octets, only with ADD-PATH
 * length = 1 octet, in bits
 * prefix = as many octets as the length needs; bits beyond it mean nothing
 * </pre>
 *
 * <p>The list is checked when it is set, so that walking over it can't fail half way. A list that
 * ends within a prefix holds the whole ones before it, and {@link #isCut()} says so.
 */
public final class PrefixList {

  private final byte[] address = new byte[16];
  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private int next;
  private int afi = Afi.IPV4;
  private int safi = Safi.UNICAST;
  private boolean addPath;
  private boolean cut;
  private int length;
  private long pathId;

  /** Makes the list empty. */
  void clear() {
    start = 0;
    end = 0;
    next = 0;
    cut = false;
  }

  /**
   * Takes {@code from} up to, not including, {@code to} as the list.
   *
   * @throws MalformedRecordException when a prefix is longer than an address
   */
  void set(byte[] array, int from, int to, int listAfi, int listSafi, boolean withPathIds)
      throws MalformedRecordException {
    bytes = array;
    start = from;
    next = from;
    afi = listAfi;
    safi = listSafi;
    addPath = withPathIds;
    end = endOfWholePrefixes(to);
    cut = end < to;
  }

  /** Goes back before the first prefix. */
  public void rewind() {
    next = start;
  }

  /** Steps to the next prefix; returns false when there is none. */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    if (addPath) {
      pathId = ByteCursor.u32(bytes, next);
      next += 4;
    }
    length = bytes[next++] & 0xff;
    int octets = (length + 7) >>> 3;
    mask(bytes, next, length, address, Afi.addressBytes(afi));
    next += octets;
    return true;
  }

  public boolean isEmpty() {
    return start == end;
  }

  /** Returns whether the list ends within a prefix, which is left out. */
  boolean isCut() {
    return cut;
  }

  public int afi() {
    return afi;
  }

  public int safi() {
    return safi;
  }

  /** Returns whether its prefixes have path identifiers. */
  public boolean hasPathIds() {
    return addPath;
  }

  /** Returns the path identifier of the present prefix; 0 without ADD-PATH. */
  public long pathId() {
    return addPath ? pathId : 0;
  }

  /** Returns the length of the present prefix in bits. */
  public int length() {
    return length;
  }

  /** Returns the address of the present prefix, host bits zero; overwritten by the next step. */
  public byte[] address() {
    return address;
  }

  /**
   * Copies a prefix and clears every bit beyond its length.
   *
   * @param width length of a whole address in bytes
   */
  public static void mask(byte[] from, int at, int length, byte[] to, int width) {
    int octets = (length + 7) >>> 3;
    for (int i = 0; i < octets; i++) {
      to[i] = from[at + i];
    }
    for (int i = octets; i < width; i++) {
      to[i] = 0;
    }
    if ((length & 7) != 0) {
      to[octets - 1] &= (byte) (0xff00 >>> (length & 7));
    }
  }

  /**
   * Sees to it that a prefix is no longer than an address.
   *
   * @throws MalformedRecordException when it is
   */
  public static void requireFits(int length, int afi) throws MalformedRecordException {
    if (length > 8 * Afi.addressBytes(afi)) {
      throw new MalformedRecordException(
          "a prefix of " + length + " bits is longer than an IPv" + Afi.version(afi) + " address");
    }
  }

  private int endOfWholePrefixes(int to) throws MalformedRecordException {
    int headBytes = addPath ? 5 : 1;
    int at = start;
    while (to - at >= headBytes) {
      int bits = bytes[at + headBytes - 1] & 0xff;
      requireFits(bits, afi);
      int after = at + headBytes + ((bits + 7) >>> 3);
      if (after > to) {
        return at;
      }
      at = after;
    }
    return at;
  }
}
