package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AttributeForm;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Between whom a BGP4MP record happened (RFC 6396, section 4.4; RFC 8050, section 3).
 *
 * <pre>
 * session = peer-asn local-asn interface afi peer-address local-address
 * peer-asn, local-asn = 2 octets, or 4 of the subtypes with AS4
 * interface, afi = 2 octets
 * addresses = 4 or 16 octets, as the family says
 * </pre>
 */
public final class Session {

  private static final AttributeForm NARROW = new AttributeForm(2, false, false);
  private static final AttributeForm WIDE = new AttributeForm(4, false, false);
  private static final AttributeForm NARROW_ADD_PATH = new AttributeForm(2, true, false);
  private static final AttributeForm WIDE_ADD_PATH = new AttributeForm(4, true, false);

  private final Peer peer = new Peer();
  private final Peer collector = new Peer();
  private AttributeForm form = NARROW;
  private boolean local;

  void decode(ByteCursor cursor, int subtype) throws MalformedRecordException {
    form = formOf(subtype);
    local = isLocal(subtype);
    long peerAsn = asn(cursor);
    long localAsn = asn(cursor);
    cursor.skip(2);
    int afi = cursor.u16();
    if (!Afi.isKnown(afi)) {
      throw new MalformedRecordException("the session has addresses of unknown family " + afi);
    }
    peer.read(cursor, peerAsn, afi);
    collector.read(cursor, localAsn, afi);
  }

  public Peer peer() {
    return peer;
  }

  /** Returns the collector's end of the session. */
  public Peer collector() {
    return collector;
  }

  /** Returns whether the collector itself sent the message. */
  public boolean isLocal() {
    return local;
  }

  /** Returns whether prefixes have path identifiers. */
  public boolean hasPathIds() {
    return form.addPath();
  }

  AttributeForm form() {
    return form;
  }

  private long asn(ByteCursor cursor) throws MalformedRecordException {
    return form.asnBytes() == 4 ? cursor.u32() : cursor.u16();
  }

  private static AttributeForm formOf(int subtype) {
    return switch (subtype) {
      case MrtType.STATE_CHANGE_AS4, MrtType.MESSAGE_AS4, MrtType.MESSAGE_AS4_LOCAL -> WIDE;
      case MrtType.MESSAGE_ADDPATH, MrtType.MESSAGE_LOCAL_ADDPATH -> NARROW_ADD_PATH;
      case MrtType.MESSAGE_AS4_ADDPATH, MrtType.MESSAGE_AS4_LOCAL_ADDPATH -> WIDE_ADD_PATH;
      default -> NARROW;
    };
  }

  private static boolean isLocal(int subtype) {
    return switch (subtype) {
      case MrtType.MESSAGE_LOCAL,
          MrtType.MESSAGE_AS4_LOCAL,
          MrtType.MESSAGE_LOCAL_ADDPATH,
          MrtType.MESSAGE_AS4_LOCAL_ADDPATH ->
          true;
      default -> false;
    };
  }
}
