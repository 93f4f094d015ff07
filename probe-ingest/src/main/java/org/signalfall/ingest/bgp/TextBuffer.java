package org.signalfall.ingest.bgp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of ASCII text that grow at their end, with the forms of numbers that BGP is told in. */
public final class TextBuffer {

  /** Digits of the largest 64-bit number, and a sign. */
  private static final int MAX_DIGITS = 20;

  /** The longest form of an IPv6 address, and room for slips. */
  private static final int MAX_ADDRESS = 48;

  private static final byte[] COMPATIBLE = ascii("::");
  private static final byte[] MAPPED = ascii("::ffff:");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private byte[] bytes = new byte[256];
  private int length;

  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** Returns the bytes; only the first {@link #length()} of them are text. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns a copy of the text. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  public TextBuffer add(char character) {
    reserve(1);
    bytes[length++] = (byte) character;
    return this;
  }

  public TextBuffer add(byte[] text) {
    return add(text, text.length);
  }

  public TextBuffer add(TextBuffer text) {
    return add(text.bytes, text.length);
  }

  /** Adds a decimal number at or above zero. */
  public TextBuffer add(long number) {
    reserve(MAX_DIGITS);
    if (number <= Integer.MAX_VALUE) {
      addSmall((int) number);
      return this;
    }
    long rest = number / 1_000_000_000;
    int low = (int) (number % 1_000_000_000);
    add(rest);
    return addPadded(low, 9);
  }

  /** Adds a number with zeros in front of it, up to a width. */
  public TextBuffer addPadded(long number, int width) {
    for (long bound = pow10(width - 1); bound > number && bound > 1; bound /= 10) {
      add('0');
    }
    return add(number);
  }

  /** Adds an IPv4 address in dotted form. */
  public TextBuffer addIpv4(byte[] address, int at) {
    reserve(MAX_ADDRESS);
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        bytes[length++] = '.';
      }
      addSmall(address[at + i] & 0xff);
    }
    return this;
  }

  /**
   * Adds an IPv6 address, its longest run of zero groups shortened to {@code ::}, addresses that
   * hold an IPv4 address with that in dotted form.
   *
   * @param shortestRun groups of zeros that are worth shortening: 2 by RFC 5952, 1 by older custom
   */
  public TextBuffer addIpv6(byte[] address, int at, int shortestRun) {
    reserve(MAX_ADDRESS);
    if (isZero(address, at, 5)) {
      int sixth = group(address, at, 5);
      if (sixth == 0xffff || (sixth == 0 && holdsIpv4(address, at))) {
        add(sixth == 0 ? COMPATIBLE : MAPPED);
        return addIpv4(address, at + 12);
      }
    }
    int runStart = 8;
    int runLength = shortestRun - 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && group(address, at, end) == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = end;
    }
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        bytes[length++] = ':';
        if (i == 0) {
          bytes[length++] = ':';
        }
        i += runLength - 1;
      } else {
        addHex(group(address, at, i));
        if (i < 7) {
          bytes[length++] = ':';
        }
      }
    }
    return this;
  }

  /** Returns text as bytes, one per character. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private TextBuffer add(byte[] text, int count) {
    reserve(count);
    System.arraycopy(text, 0, bytes, length, count);
    length += count;
    return this;
  }

  private void addSmall(int number) {
    int at = length + digits(number);
    length = at;
    int rest = number;
    do {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  private static int digits(int number) {
    int digits = 1;
    for (long bound = 10; number >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private void addHex(int group) {
    int shift = group >= 0x1000 ? 12 : group >= 0x100 ? 8 : group >= 0x10 ? 4 : 0;
    for (; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(group >>> shift) & 0xf];
    }
  }

  /** An address below ::2 is the unspecified or the loopback address. */
  private static boolean holdsIpv4(byte[] address, int at) {
    return ((group(address, at, 6) << 16) | group(address, at, 7)) >>> 1 != 0;
  }

  private static boolean isZero(byte[] address, int at, int groups) {
    for (int i = 0; i < groups; i++) {
      if (group(address, at, i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int group(byte[] address, int at, int index) {
    return ByteCursor.u16(address, at + 2 * index);
  }

  private static long pow10(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
