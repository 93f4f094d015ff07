package org.signalfall.ingest.bgp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Reads numbers in network byte order from a part of a byte array, and never beyond its end. Reused
 * from record to record: nothing is copied.
 */
public final class ByteCursor {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;

  /** Reads from {@code from} up to, not including, {@code to} from here on. */
  public void set(byte[] array, int from, int to) {
    bytes = array;
    position = from;
    limit = to;
  }

  /** Returns the array that is read; what lies outside of the part is none of the reader's. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where the next byte lies in the array. */
  public int position() {
    return position;
  }

  /** Returns where the part ends in the array. */
  public int limit() {
    return limit;
  }

  public int remaining() {
    return limit - position;
  }

  public int u8() throws MalformedRecordException {
    return bytes[skip(1)] & 0xff;
  }

  public int u16() throws MalformedRecordException {
    return u16(bytes, skip(2));
  }

  public long u32() throws MalformedRecordException {
    return u32(bytes, skip(4));
  }

  /** Passes over bytes and returns where they began in the array. */
  public int skip(int count) throws MalformedRecordException {
    if (count > limit - position) {
      throw new MalformedRecordException(
          "the record ends " + (count - remaining()) + " bytes too early");
    }
    int start = position;
    position += count;
    return start;
  }

  /** Returns the 2-octet number at a place that is known to be there. */
  public static int u16(byte[] array, int at) {
    return (short) SHORT.get(array, at) & 0xffff;
  }

  /** Returns the 4-octet number at a place that is known to be there. */
  public static long u32(byte[] array, int at) {
    return (int) INT.get(array, at) & 0xffff_ffffL;
  }
}
