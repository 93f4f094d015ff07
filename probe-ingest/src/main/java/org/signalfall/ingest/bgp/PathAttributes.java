package org.signalfall.ingest.bgp;

import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The path attributes of an update or of a table's entry (RFC 4271, section 4.3), decoded once for
 * all prefixes that share them. What isn't a number stays in the record's bytes and is told by its
 * place there.
 *
 * <pre>
 * attributes = *( flags type length value )
 * flags      = 1 octet; 0x10: the length has 2 octets
 * type       = 1 octet
 * length     = 1 or 2 octets
 * </pre>
 *
 * <p>Errors are handled in the spirit of RFC 7606. A damaged attribute that routes hang on makes
 * all of them malformed. Damage to ATOMIC_AGGREGATE, AGGREGATOR, AS4_PATH, AS4_AGGREGATOR or
 * LARGE_COMMUNITY makes that attribute count for nothing (RFC 7606, section 7; RFC 6793, section
 * 6). Of a repeated attribute the first counts, but MP_REACH_NLRI and MP_UNREACH_NLRI must not be
 * repeated.
 */
public final class PathAttributes {

  private static final int EXTENDED_LENGTH = 0x10;

  private static final int ORIGIN = 1;
  private static final int AS_PATH = 2;
  private static final int NEXT_HOP = 3;
  private static final int MULTI_EXIT_DISC = 4;
  private static final int LOCAL_PREF = 5;
  private static final int ATOMIC_AGGREGATE = 6;
  private static final int AGGREGATOR = 7;
  private static final int COMMUNITIES = 8;
  private static final int MP_REACH_NLRI = 14;
  private static final int MP_UNREACH_NLRI = 15;
  private static final int AS4_PATH = 17;
  private static final int AS4_AGGREGATOR = 18;
  private static final int LARGE_COMMUNITY = 32;

  /** Stands in a 2-octet field for an ASN that needs 4 (RFC 6793). */
  private static final int AS_TRANS = 23456;

  private final MpReach mpReach = new MpReach();
  private final MpUnreach mpUnreach = new MpUnreach();
  private final AsPath asPath = new AsPath();
  private final AsPath as4Path = new AsPath();
  private final AsPath mergedPath = new AsPath();

  private byte[] bytes = new byte[0];
  private long present;
  private int count;
  private AsPath path = asPath;
  private int origin;
  private int nextHopAt;
  private long med;
  private long localPref;
  private long aggregatorAsn;
  private int aggregatorAt;
  private long as4AggregatorAsn;
  private int as4AggregatorAt;
  private int communitiesAt;
  private int communities;
  private int largeCommunitiesAt;
  private int largeCommunities;

  /**
   * Reads the attributes from {@code from} up to, not including, {@code to}.
   *
   * @throws MalformedRecordException when routes can't be told from them
   */
  public void decode(byte[] array, int from, int to, AttributeForm form)
      throws MalformedRecordException {
    clear(array);
    int at = from;
    while (at < to) {
      if (to - at < 3) {
        throw new MalformedRecordException("the path attributes end within the head of one");
      }
      int type = array[at + 1] & 0xff;
      int length = array[at + 2] & 0xff;
      int start = at + 3;
      if ((array[at] & EXTENDED_LENGTH) != 0) {
        if (to - at < 4) {
          throw new MalformedRecordException("the path attributes end within the head of one");
        }
        length = ByteCursor.u16(array, at + 2);
        start = at + 4;
      }
      at = start + length;
      if (at > to) {
        throw new MalformedRecordException(
            "attribute "
                + type
                + " of "
                + length
                + " bytes runs "
                + (at - to)
                + " bytes over the end of the path attributes");
      }
      take(type, start, length, form);
    }
    if (form.asnBytes() == 2) {
      useWideAsns();
    }
  }

  /** Returns the bytes that the places below are places in. */
  public byte[] bytes() {
    return bytes;
  }

  public boolean hasOrigin() {
    return has(ORIGIN);
  }

  /** Returns how the route came into BGP: 0 IGP, 1 EGP, 2 INCOMPLETE. */
  public int origin() {
    return origin;
  }

  /** Returns the AS path with 4-octet ASNs put in where known; empty when there is none. */
  public AsPath path() {
    return path;
  }

  public boolean hasNextHop() {
    return has(NEXT_HOP);
  }

  /** Returns where the 4 bytes of NEXT_HOP lie. */
  public int nextHopAt() {
    return nextHopAt;
  }

  /** Returns MULTI_EXIT_DISC, 0 when there is none. */
  public long med() {
    return med;
  }

  /** Returns LOCAL_PREF, 0 when there is none. */
  public long localPref() {
    return localPref;
  }

  public boolean isAtomicAggregate() {
    return has(ATOMIC_AGGREGATE);
  }

  public boolean hasAggregator() {
    return has(AGGREGATOR);
  }

  public long aggregatorAsn() {
    return aggregatorAsn;
  }

  /** Returns where the 4 bytes of the aggregator's address lie. */
  public int aggregatorAt() {
    return aggregatorAt;
  }

  /** Returns the number of communities (RFC 1997), 4 bytes each. */
  public int communities() {
    return communities;
  }

  /** Returns where the communities begin. */
  public int communitiesAt() {
    return communitiesAt;
  }

  /** Returns the number of large communities (RFC 8092), 12 bytes each. */
  public int largeCommunities() {
    return largeCommunities;
  }

  /** Returns where the large communities begin. */
  public int largeCommunitiesAt() {
    return largeCommunitiesAt;
  }

  public MpReach mpReach() {
    return mpReach;
  }

  public MpUnreach mpUnreach() {
    return mpUnreach;
  }

  /** Returns whether MP_UNREACH_NLRI is the only attribute, as in an End-of-RIB (RFC 4724). */
  boolean isOnlyMpUnreach() {
    return count == 1 && has(MP_UNREACH_NLRI);
  }

  boolean isEmpty() {
    return count == 0;
  }

  private void clear(byte[] array) {
    bytes = array;
    present = 0;
    count = 0;
    path = asPath;
    asPath.clear();
    mpReach.clear();
    mpUnreach.clear();
    med = 0;
    localPref = 0;
    communities = 0;
    largeCommunities = 0;
  }

  private void take(int type, int start, int length, AttributeForm form)
      throws MalformedRecordException {
    count++;
    if (has(type)) {
      if (type == MP_REACH_NLRI || type == MP_UNREACH_NLRI) {
        throw new MalformedRecordException("attribute " + type + " is there more than once");
      }
      return;
    }
    switch (type) {
      case ORIGIN -> takeOrigin(start, length);
      case AS_PATH -> asPath.decode(bytes, start, start + length, form.asnBytes());
      case NEXT_HOP -> {
        require(length == 4, "NEXT_HOP", length);
        nextHopAt = start;
      }
      case MULTI_EXIT_DISC -> {
        require(length == 4, "MULTI_EXIT_DISC", length);
        med = ByteCursor.u32(bytes, start);
      }
      case LOCAL_PREF -> {
        require(length == 4, "LOCAL_PREF", length);
        localPref = ByteCursor.u32(bytes, start);
      }
      case COMMUNITIES -> {
        require(length % 4 == 0, "COMMUNITIES", length);
        communitiesAt = start;
        communities = length / 4;
      }
      case MP_REACH_NLRI -> mpReach.decode(bytes, start, start + length, form);
      case MP_UNREACH_NLRI -> mpUnreach.decode(bytes, start, start + length, form);
      default -> {
        if (!takeDispensable(type, start, length, form)) {
          return;
        }
      }
    }
    present |= bit(type);
  }

  /** Takes an attribute that may be damaged without harm; returns whether it counts. */
  private boolean takeDispensable(int type, int start, int length, AttributeForm form) {
    switch (type) {
      case ATOMIC_AGGREGATE -> {
        return length == 0;
      }
      case AGGREGATOR -> {
        if (length != form.asnBytes() + 4) {
          return false;
        }
        aggregatorAsn =
            form.asnBytes() == 4 ? ByteCursor.u32(bytes, start) : ByteCursor.u16(bytes, start);
        aggregatorAt = start + form.asnBytes();
        return true;
      }
      case AS4_AGGREGATOR -> {
        if (length != 8) {
          return false;
        }
        as4AggregatorAsn = ByteCursor.u32(bytes, start);
        as4AggregatorAt = start + 4;
        return true;
      }
      case AS4_PATH -> {
        try {
          as4Path.decode(bytes, start, start + length, 4);
          return true;
        } catch (MalformedRecordException e) {
          return false;
        }
      }
      case LARGE_COMMUNITY -> {
        if (length % 12 != 0) {
          return false;
        }
        largeCommunitiesAt = start;
        largeCommunities = length / 12;
        return true;
      }
      default -> {
        return true;
      }
    }
  }

  private void takeOrigin(int start, int length) throws MalformedRecordException {
    require(length == 1, "ORIGIN", length);
    origin = bytes[start] & 0xff;
    if (origin > 2) {
      throw new MalformedRecordException("ORIGIN has the unknown value " + origin);
    }
  }

  /** Puts in what a speaker of 2-octet ASNs could not say (RFC 6793, section 4.2.3). */
  private void useWideAsns() {
    if (has(AGGREGATOR) && has(AS4_AGGREGATOR)) {
      if (aggregatorAsn != AS_TRANS) {
        return;
      }
      aggregatorAsn = as4AggregatorAsn;
      aggregatorAt = as4AggregatorAt;
    }
    if (has(AS_PATH) && has(AS4_PATH)) {
      mergedPath.merge(asPath, as4Path);
      path = mergedPath;
    }
  }

  private boolean has(int type) {
    return (present & bit(type)) != 0;
  }

  /** Types from 64 up, none of which is read, share no bit and are never remembered. */
  private static long bit(int type) {
    return type < Long.SIZE ? 1L << type : 0;
  }

  private static void require(boolean holds, String attribute, int length)
      throws MalformedRecordException {
    if (!holds) {
      throw new MalformedRecordException(attribute + " has a length of " + length + " bytes");
    }
  }
}
