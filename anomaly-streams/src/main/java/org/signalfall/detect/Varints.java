package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * Numbers in as many bytes as they need, seven bits each, the lowest first (LEB128, as in DWARF 4,
 * section 7.6). What is mostly small takes one byte.
 */
public final class Varints {

  /** Most bytes of one number. */
  public static final int MAX_BYTES = 10;

  /** Most bytes of an int that isn't negative. */
  static final int MAX_INT_BYTES = 5;

  private Varints() {}

  /** Writes a number; a negative one takes all ten bytes. */
  public static void put(ByteBuffer out, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /** Reads what {@link #put} wrote. */
  public static long get(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  /** Reads what {@link #put} wrote of an int. */
  public static int getInt(ByteBuffer in) {
    return (int) get(in);
  }

  /** Writes a number that is small on either side of zero, as a zigzag. */
  public static void putSigned(ByteBuffer out, long number) {
    put(out, (number << 1) ^ (number >> 63));
  }

  /** Reads what {@link #putSigned} wrote. */
  public static long getSigned(ByteBuffer in) {
    long zigzag = get(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Writes a real number; a small whole one takes two or three bytes. */
  public static void putDouble(ByteBuffer out, double number) {
    put(out, Long.reverse(Double.doubleToRawLongBits(number)));
  }

  /** Reads what {@link #putDouble} wrote. */
  public static double getDouble(ByteBuffer in) {
    return Double.longBitsToDouble(Long.reverse(get(in)));
  }
}
