package org.signalfall.ingest.bgp;

import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The attribute MP_UNREACH_NLRI (RFC 4760, section 4): withdrawn prefixes of any family.
 *
 * <pre>
 * attribute = afi safi prefixes
 * afi       = 2 octets
 * safi      = 1 octet
 * </pre>
 */
public final class MpUnreach {

  private final ByteCursor cursor = new ByteCursor();
  private final PrefixList prefixes = new PrefixList();
  private boolean present;
  private int afi;
  private int safi;

  void clear() {
    present = false;
    prefixes.clear();
  }

  void decode(byte[] bytes, int from, int to, AttributeForm form) throws MalformedRecordException {
    cursor.set(bytes, from, to);
    afi = cursor.u16();
    safi = cursor.u8();
    if (!Afi.isKnown(afi) || !Safi.isKnown(safi)) {
      return;
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

  public PrefixList prefixes() {
    return prefixes;
  }
}
