package org.signalfall.ingest.bgp;

import java.util.Arrays;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * An AS path (RFC 4271, section 4.3; confederations RFC 5065), decoded into reused arrays.
 *
 * <pre>
 * path    = *segment
 * segment = type count *asn
 * type    = 1 octet: 1 AS_SET, 2 AS_SEQUENCE, 3 AS_CONFED_SEQUENCE, 4 AS_CONFED_SET
 * count   = 1 octet, in ASNs; a segment of none is taken, since it says nothing
 * asn     = 2 octets, or 4 (RFC 6793)
 * </pre>
 */
public final class AsPath {

  public static final int SET = 1;
  public static final int SEQUENCE = 2;
  public static final int CONFED_SEQUENCE = 3;
  public static final int CONFED_SET = 4;

  private int[] asns = new int[64];
  private int[] types = new int[8];
  private int[] ends = new int[8];
  private int hops;
  private int segments;

  /** Makes the path empty. */
  void clear() {
    hops = 0;
    segments = 0;
  }

  /**
   * Reads the path from {@code from} up to, not including, {@code to}.
   *
   * @param asnBytes length of an ASN, 2 or 4
   * @throws MalformedRecordException when a segment has no known type or is cut short; the path is
   *     then undefined
   */
  void decode(byte[] bytes, int from, int to, int asnBytes) throws MalformedRecordException {
    clear();
    int at = from;
    while (at < to) {
      if (to - at < 2) {
        throw new MalformedRecordException("the AS path ends within the head of a segment");
      }
      int type = bytes[at] & 0xff;
      int count = bytes[at + 1] & 0xff;
      at += 2;
      if (type < SET || type > CONFED_SET) {
        throw new MalformedRecordException("the AS path has a segment of unknown type " + type);
      }
      if (count * asnBytes > to - at) {
        throw new MalformedRecordException(
            "the AS path has a segment of " + count + " ASNs that runs over its end");
      }
      begin(type, count);
      at = asnBytes == 4 ? addWide(bytes, at, count) : addNarrow(bytes, at, count);
      ends[segments - 1] = hops;
    }
  }

  /**
   * Becomes what a speaker of 4-octet ASNs makes of both paths (RFC 6793, section 4.2.3): the head
   * of the AS_PATH, as far as it is longer, then the whole AS4_PATH. An AS4_PATH that is longer
   * than the AS_PATH counts for nothing.
   */
  void merge(AsPath narrow, AsPath wide) {
    clear();
    int keep = narrow.length() - wide.length();
    if (keep < 0) {
      append(narrow);
      return;
    }
    int segment = 0;
    while (segment < narrow.segments && (keep > 0 || isConfederation(narrow.types[segment]))) {
      int type = narrow.types[segment];
      int start = narrow.start(segment);
      int count = narrow.ends[segment] - start;
      int taken = type == SEQUENCE ? Math.min(count, keep) : count;
      begin(type, taken);
      System.arraycopy(narrow.asns, start, asns, hops, taken);
      hops += taken;
      ends[segments - 1] = hops;
      keep -= weight(type, taken);
      segment++;
    }
    append(wide);
  }

  /**
   * Returns the length that route selection counts: an AS_SET is one, confederations are none (RFC
   * 4271, section 9.1.2.2; RFC 5065, section 5.3).
   */
  int length() {
    int length = 0;
    for (int segment = 0; segment < segments; segment++) {
      length += weight(types[segment], ends[segment] - start(segment));
    }
    return length;
  }

  /** Returns how many ASNs the path holds, members of sets included. */
  public int hops() {
    return hops;
  }

  /** Returns an ASN of the path, from 0 at the peer's end. */
  public long hop(int index) {
    return asns[index] & 0xffff_ffffL;
  }

  /**
   * Returns where the origins begin among the hops: the last hop, or the members of a trailing set.
   * Equals {@link #hops()} when the path is empty.
   */
  public int originStart() {
    for (int segment = segments - 1; segment >= 0; segment--) {
      int start = start(segment);
      if (ends[segment] > start) {
        return isSet(types[segment]) ? start : hops - 1;
      }
    }
    return hops;
  }

  public int segments() {
    return segments;
  }

  /** Returns the type of a segment, from 0. */
  public int type(int segment) {
    return types[segment];
  }

  /** Returns where a segment begins among the hops. */
  public int start(int segment) {
    return segment == 0 ? 0 : ends[segment - 1];
  }

  /** Returns where a segment ends among the hops, exclusively. */
  public int end(int segment) {
    return ends[segment];
  }

  public static boolean isSet(int type) {
    return type == SET || type == CONFED_SET;
  }

  private static boolean isConfederation(int type) {
    return type == CONFED_SEQUENCE || type == CONFED_SET;
  }

  private static int weight(int type, int count) {
    return switch (type) {
      case SET -> 1;
      case SEQUENCE -> count;
      default -> 0;
    };
  }

  private void append(AsPath path) {
    for (int segment = 0; segment < path.segments; segment++) {
      int start = path.start(segment);
      int length = path.ends[segment] - start;
      begin(path.types[segment], length);
      System.arraycopy(path.asns, start, asns, hops, length);
      hops += length;
      ends[segments - 1] = hops;
    }
  }

  private void begin(int type, int count) {
    if (segments == types.length) {
      types = Arrays.copyOf(types, 2 * segments);
      ends = Arrays.copyOf(ends, 2 * segments);
    }
    if (hops + count > asns.length) {
      asns = Arrays.copyOf(asns, 2 * (hops + count));
    }
    types[segments] = type;
    segments++;
  }

  private int addWide(byte[] bytes, int from, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      asns[hops++] = (int) ByteCursor.u32(bytes, at);
      at += 4;
    }
    return at;
  }

  private int addNarrow(byte[] bytes, int from, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      asns[hops++] = ByteCursor.u16(bytes, at);
      at += 2;
    }
    return at;
  }
}
