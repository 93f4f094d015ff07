package org.signalfall.ingest.bgp;

import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The attribute MP_REACH_NLRI (RFC 4760, section 3): prefixes of any family with their next hop.
 *
 * <pre>
 * full        = afi safi next-hop reserved prefixes
 * abbreviated = next-hop
 * afi         = 2 octets
 * safi        = 1 octet
 * next-hop    = length address
 * length      = 1 octet: 4, 16, or 32 with a link-local address; 0 in some archives
 * reserved    = 1 octet; once a count of SNPAs, each a length in half octets and that much
 * </pre>
 *
 * <p>The abbreviated form stands in table dumps. Both forms are met there, and told apart by the
 * first octet: no family that is read has a number above 255, and no next hop has a length of 0.
 */
public final class MpReach {

  private final ByteCursor cursor = new ByteCursor();
  private final PrefixList prefixes = new PrefixList();
  private boolean present;
  private int afi;
  private int safi;
  private int nextHopAt;
  private int nextHopLength;

  void clear() {
    present = false;
    prefixes.clear();
  }

  void decode(byte[] bytes, int from, int to, AttributeForm form) throws MalformedRecordException {
    cursor.set(bytes, from, to);
    if (form.inTable() && from < to && bytes[from] != 0) {
      afi = Afi.IPV6;
      safi = Safi.UNICAST;
      readNextHop();
      present = true;
      return;
    }
    afi = cursor.u16();
    safi = cursor.u8();
    if (!Afi.isKnown(afi) || !Safi.isKnown(safi)) {
      return;
    }
    readNextHop();
    for (int snpas = cursor.u8(); snpas > 0; snpas--) {
      cursor.skip((cursor.u8() + 1) / 2);
    }
    prefixes.set(bytes, cursor.position(), to, afi, safi, form.addPath());
    present = true;
  }

  /** Returns whether there is one, of a family that is read. */
  public boolean isPresent() {
    return present;
  }

  public int afi() {
    return afi;
  }

  public int safi() {
    return safi;
  }

  /** Returns where the next hop begins in the record's bytes. */
  public int nextHopAt() {
    return nextHopAt;
  }

  /** Returns the length of the next hop in bytes: 0, 4, 16 or 32. */
  public int nextHopLength() {
    return nextHopLength;
  }

  /** Returns the prefixes; none in the abbreviated form. */
  public PrefixList prefixes() {
    return prefixes;
  }

  private void readNextHop() throws MalformedRecordException {
    nextHopLength = cursor.u8();
    if (nextHopLength != 0 && nextHopLength != 4 && nextHopLength != 16 && nextHopLength != 32) {
      throw new MalformedRecordException(
          "MP_REACH_NLRI has a next hop of " + nextHopLength + " bytes");
    }
    nextHopAt = cursor.skip(nextHopLength);
  }
}
