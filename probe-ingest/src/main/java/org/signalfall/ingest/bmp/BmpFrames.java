package org.signalfall.ingest.bmp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.signalfall.ingest.bgp.ByteCursor;

/**
 * Splits a stream into BMP messages (RFC 7854, section 4.1) and holds one at a time.
 *
 * <pre>
 * message = version length type body
 * version = 1 octet: 3, or 4 (draft-ietf-grow-bmp-tlv)
 * length  = 4 octets, of the whole message
 * type    = 1 octet
 * </pre>
 *
 * <p>There is no mark to find the next message by: behind a head that makes no sense the stream is
 * lost. A read that times out loses nothing; the next call goes on.
 */
final class BmpFrames {

  /** Longest message that is taken: several of BGP's longest. */
  static final int MAX_BYTES = 256 * 1024;

  static final int HEADER_BYTES = 6;

  private static final int OLDEST = 3;
  private static final int NEWEST = 4;
  private static final int FIRST_SIZE = 4096;

  private final InputStream in;
  private final ByteCursor body = new ByteCursor();
  private byte[] bytes = new byte[FIRST_SIZE];
  private int held;
  private int length;
  private long offset;
  private boolean whole;

  BmpFrames(InputStream in) {
    this.in = in;
  }

  /**
   * Reads on to the end of the next message.
   *
   * @return false at the end of the stream, between messages
   * @throws BrokenStreamException when no message can be found from here on
   * @throws IOException when reading fails, or times out
   */
  boolean next() throws IOException {
    if (whole) {
      offset += length;
      held = 0;
      whole = false;
    }
    if (!fill(HEADER_BYTES)) {
      return false;
    }
    length = length();
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, length);
    }
    fill(length);
    body.set(bytes, HEADER_BYTES, length);
    whole = true;
    return true;
  }

  int version() {
    return bytes[0] & 0xff;
  }

  int type() {
    return bytes[5] & 0xff;
  }

  /** Returns what follows the header. */
  ByteCursor body() {
    return body;
  }

  /** Returns where the present message begins in the stream, in bytes from 0. */
  long offset() {
    return offset;
  }

  /** Returns a copy of what is there of the present message. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, held);
  }

  private int length() throws BrokenStreamException {
    if (version() < OLDEST || version() > NEWEST) {
      throw new BrokenStreamException("a message of BMP version " + version() + " isn't read");
    }
    long announced = ByteCursor.u32(bytes, 1);
    if (announced < HEADER_BYTES || announced > MAX_BYTES) {
      throw new BrokenStreamException("a message can't have " + announced + " bytes");
    }
    return (int) announced;
  }

  /** Returns whether so many bytes are there; false when the stream ended before the first. */
  private boolean fill(int wanted) throws IOException {
    while (held < wanted) {
      int count = in.read(bytes, held, wanted - held);
      if (count < 0 && held == 0) {
        return false;
      }
      if (count < 0) {
        throw new BrokenStreamException("the stream ends within a message");
      }
      held += count;
    }
    return true;
  }
}
