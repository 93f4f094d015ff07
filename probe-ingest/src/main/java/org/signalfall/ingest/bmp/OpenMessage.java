package org.signalfall.ingest.bmp;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.BgpMessage;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.Safi;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * A BGP OPEN (RFC 4271, section 4.2; capabilities RFC 5492, extended parameters RFC 9072).
 *
 * <pre>
 * open         = version asn hold-time bgp-id parameters
 * version      = 1 octet
 * asn          = 2 octets
 * hold-time    = 2 octets, in seconds
 * bgp-id       = 4 octets
 * parameters   = length *( type length value ), lengths 1 octet;
 *                or 255 255 length *( type length value ), lengths 2 octets
 * capabilities = parameter of type 2, *( code length value ), lengths 1 octet
 * </pre>
 *
 * @param version of BGP
 * @param asn as it stands in the message, 23456 of a larger one
 * @param wideAsn ASN of the capability for 4 octets (RFC 6793), -1 without it
 * @param holdTime in seconds
 * @param bgpId in dotted form
 * @param capabilities codes of all capabilities in order
 * @param families families of the multiprotocol capabilities (RFC 4760)
 * @param addPaths families of the ADD-PATH capability (RFC 7911)
 */
record OpenMessage(
    int version,
    int asn,
    long wideAsn,
    int holdTime,
    String bgpId,
    List<Integer> capabilities,
    List<Family> families,
    List<AddPath> addPaths) {

  /** An address family and what it is used for, by their IANA numbers. */
  record Family(int afi, int safi) {}

  /** Whether a speaker can send and receive path identifiers of a family. */
  record AddPath(Family family, boolean sends, boolean receives) {}

  private static final int OPEN = 1;
  private static final int CAPABILITIES = 2;
  private static final int MULTIPROTOCOL = 1;
  private static final int WIDE_ASN = 65;
  private static final int ADD_PATH = 69;
  private static final int EXTENDED = 255;
  private static final int RECEIVE = 1;
  private static final int SEND = 2;

  /** Reads a whole message; what follows it is left alone. */
  static OpenMessage decode(ByteCursor cursor) throws MalformedRecordException {
    BgpMessage message = new BgpMessage();
    message.decode(cursor);
    ByteCursor body = message.body();
    if (message.type() != OPEN || message.missingBytes() > 0) {
      throw new MalformedRecordException("a BGP OPEN is cut short, or is none");
    }
    int start = cursor.position();
    int length = body.limit() - start;
    int unused = cursor.skip(Math.max(0, length));
    int version = body.u8();
    int asn = body.u16();
    int holdTime = body.u16();
    String bgpId = new TextBuffer().addIpv4(body.bytes(), body.skip(4)).toString();
    Capabilities found = new Capabilities();
    readParameters(body, found);
    return new OpenMessage(
        version,
        asn,
        found.wideAsn,
        holdTime,
        bgpId,
        List.copyOf(found.codes),
        List.copyOf(found.families),
        List.copyOf(found.addPaths));
  }

  /** Reads the families of an ADD-PATH capability. */
  static List<AddPath> addPaths(ByteCursor value) throws MalformedRecordException {
    List<AddPath> addPaths = new ArrayList<>();
    while (value.remaining() > 0) {
      Family family = new Family(value.u16(), value.u8());
      int mode = value.u8();
      addPaths.add(new AddPath(family, (mode & SEND) != 0, (mode & RECEIVE) != 0));
    }
    return addPaths;
  }

  /** Returns whether unicast routes of the family are spoken of; IPv4 without being named. */
  boolean speaks(int afi) {
    return families.isEmpty() ? afi == Afi.IPV4 : families.contains(new Family(afi, Safi.UNICAST));
  }

  private static void readParameters(ByteCursor body, Capabilities found)
      throws MalformedRecordException {
    int length = body.u8();
    boolean extended =
        length == EXTENDED
            && body.remaining() > 0
            && (body.bytes()[body.position()] & 0xff) == EXTENDED;
    if (extended) {
      int unused = body.skip(1);
      length = body.u16();
    }
    ByteCursor parameters = part(body, length);
    while (parameters.remaining() > 0) {
      int type = parameters.u8();
      ByteCursor value = part(parameters, extended ? parameters.u16() : parameters.u8());
      while (type == CAPABILITIES && value.remaining() > 0) {
        int code = value.u8();
        found.add(code, part(value, value.u8()));
      }
    }
  }

  private static ByteCursor part(ByteCursor cursor, int length) throws MalformedRecordException {
    int from = cursor.skip(length);
    ByteCursor part = new ByteCursor();
    part.set(cursor.bytes(), from, from + length);
    return part;
  }

  /** What is gathered from one message. */
  private static final class Capabilities {

    private final List<Integer> codes = new ArrayList<>();
    private final List<Family> families = new ArrayList<>();
    private final List<AddPath> addPaths = new ArrayList<>();
    private long wideAsn = -1;

    void add(int code, ByteCursor value) throws MalformedRecordException {
      codes.add(code);
      switch (code) {
        case MULTIPROTOCOL -> {
          int afi = value.u16();
          int unused = value.skip(1);
          families.add(new Family(afi, value.u8()));
        }
        case WIDE_ASN -> wideAsn = value.u32();
        case ADD_PATH -> addPaths.addAll(OpenMessage.addPaths(value));
        default -> {}
      }
    }
  }
}
