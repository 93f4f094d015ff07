package org.signalfall.ingest.bgp;

import org.signalfall.ingest.input.MalformedRecordException;

/**
 * A BGP message as it goes over the wire (RFC 4271, section 4.1), its body ready to be read.
 *
 * <pre>
 * message = marker length type body
 * marker  = 16 octets of ones
 * length  = 2 octets, of the whole message
 * type    = 1 octet: 1 OPEN, 2 UPDATE, 3 NOTIFICATION, 4 KEEPALIVE, 5 ROUTE-REFRESH
 * </pre>
 */
public final class BgpMessage {

  public static final int UPDATE = 2;

  private static final int HEADER_BYTES = 19;
  private static final int MARKER_BYTES = 16;

  private final ByteCursor body = new ByteCursor();
  private int type;
  private int missingBytes;

  /**
   * Reads the head of a message; what follows the message is left alone. A message that is cut
   * short has the body that is there, and {@link #missingBytes()} says so.
   *
   * @throws MalformedRecordException when this is no message
   */
  public void decode(ByteCursor cursor) throws MalformedRecordException {
    int start = cursor.skip(HEADER_BYTES);
    byte[] bytes = cursor.bytes();
    for (int i = 0; i < MARKER_BYTES; i++) {
      if (bytes[start + i] != -1) {
        throw new MalformedRecordException("the marker of the BGP message isn't all ones");
      }
    }
    int length = ByteCursor.u16(bytes, start + MARKER_BYTES);
    if (length < HEADER_BYTES) {
      throw new MalformedRecordException("a BGP message can't have " + length + " bytes");
    }
    type = bytes[start + HEADER_BYTES - 1] & 0xff;
    int whole = Math.min(length, HEADER_BYTES + cursor.remaining());
    missingBytes = length - whole;
    body.set(bytes, start + HEADER_BYTES, start + whole);
  }

  public int type() {
    return type;
  }

  /** Returns how many bytes of the message aren't there; 0 of a whole one. */
  public int missingBytes() {
    return missingBytes;
  }

  /** Returns what follows the header. */
  public ByteCursor body() {
    return body;
  }

  /** Returns the name of the type. */
  public String typeName() {
    return switch (type) {
      case 1 -> "OPEN";
      case UPDATE -> "UPDATE";
      case 3 -> "NOTIFICATION";
      case 4 -> "KEEPALIVE";
      case 5 -> "ROUTE-REFRESH";
      default -> "type " + type;
    };
  }
}
