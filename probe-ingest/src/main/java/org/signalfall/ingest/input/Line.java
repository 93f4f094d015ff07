package org.signalfall.ingest.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.signalfall.ingest.Rejection;

/**
 * One line of a file, without its line end.
 *
 * @param number line number, from 1
 * @param bytes the line, or its first {@link Rejection#MAX_BYTES} bytes when it is over-long
 * @param length true length in bytes
 * @param overlong whether the line exceeded the limit of the reader
 */
@SuppressWarnings("ArrayRecordComponent") // Lines are read once, never compared.
public record Line(long number, byte[] bytes, long length, boolean overlong) {

  /** Returns whether the line holds nothing but blanks. */
  public boolean isBlank() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return !overlong;
  }

  /** Returns whether the line holds a NUL byte, which no text does. */
  public boolean hasNul() {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the line as text.
   *
   * @throws MalformedRecordException when it isn't UTF-8
   */
  public String text() throws MalformedRecordException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException("the line is not UTF-8 text", e);
    }
  }
}
