package org.signalfall.ingest.bgp;

import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The body of an UPDATE (RFC 4271, section 4.3), decoded whole before anybody looks at a part of
 * it: a damaged message gives no route at all, but for a list of prefixes that is cut short, which
 * gives the whole ones.
 *
 * <pre>
 * update     = withdrawn-length withdrawn attributes-length attributes announced
 * withdrawn  = list of IPv4 prefixes
 * announced  = list of IPv4 prefixes
 * lengths    = 2 octets each
 * </pre>
 */
public final class UpdateMessage {

  private final PrefixList withdrawn = new PrefixList();
  private final PrefixList announced = new PrefixList();
  private final PathAttributes attributes = new PathAttributes();

  /**
   * Reads the body of the message.
   *
   * @throws MalformedRecordException when a part of it is damaged
   */
  public void decode(ByteCursor body, AttributeForm form) throws MalformedRecordException {
    byte[] bytes = body.bytes();
    int withdrawnLength = body.u16();
    int withdrawnAt = body.skip(withdrawnLength);
    int attributesLength = body.u16();
    int attributesAt = body.skip(attributesLength);
    int announcedAt = body.position();
    withdrawn.set(
        bytes, withdrawnAt, withdrawnAt + withdrawnLength, Afi.IPV4, Safi.UNICAST, form.addPath());
    attributes.decode(bytes, attributesAt, announcedAt, form);
    announced.set(bytes, announcedAt, body.limit(), Afi.IPV4, Safi.UNICAST, form.addPath());
  }

  /** Returns IPv4 prefixes withdrawn in the field of old. */
  public PrefixList withdrawn() {
    return withdrawn;
  }

  /** Returns prefixes of any family withdrawn by attribute. */
  public PrefixList mpWithdrawn() {
    return attributes.mpUnreach().prefixes();
  }

  /** Returns IPv4 prefixes announced in the field of old. */
  public PrefixList announced() {
    return announced;
  }

  /** Returns prefixes of any family announced by attribute. */
  public PrefixList mpAnnounced() {
    return attributes.mpReach().prefixes();
  }

  /** Returns whether a list of prefixes ends within a prefix. */
  public boolean isCut() {
    return withdrawn.isCut() || announced.isCut() || mpWithdrawn().isCut() || mpAnnounced().isCut();
  }

  public PathAttributes attributes() {
    return attributes;
  }

  /**
   * Returns the family whose initial table the message ends (RFC 4724, section 2), or 0 when it is
   * no such marker: an update without anything ends IPv4, one with only an empty MP_UNREACH_NLRI
   * ends its family. Only unicast counts.
   */
  public int endOfRib() {
    if (!withdrawn.isEmpty() || !announced.isEmpty() || isCut()) {
      return 0;
    }
    if (attributes.isEmpty()) {
      return Afi.IPV4;
    }
    MpUnreach unreach = attributes.mpUnreach();
    boolean ends =
        attributes.isOnlyMpUnreach()
            && unreach.isPresent()
            && unreach.prefixes().isEmpty()
            && Safi.isUnicast(unreach.safi());
    return ends ? unreach.afi() : 0;
  }
}
