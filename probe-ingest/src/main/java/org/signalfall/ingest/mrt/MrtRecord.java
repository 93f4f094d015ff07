package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.ByteCursor;

/**
 * One MRT record (RFC 6396, section 2), reused from record to record.
 *
 * <pre>
 * record    = timestamp type subtype length [ microseconds ] body
 * timestamp = 4 octets, seconds since the epoch
 * type      = 2 octets
 * subtype   = 2 octets
 * length    = 4 octets, in bytes of what follows it
 * microseconds = 4 octets, only of the types that end in _ET
 * </pre>
 */
public final class MrtRecord {

  static final int HEADER_BYTES = 12;

  private final ByteCursor body = new ByteCursor();
  private long offset;
  private long seconds;
  private long microseconds;
  private int type;
  private int subtype;
  private int start;
  private int end;

  /** Sets the header and the whole record's place in an array. */
  void set(long recordOffset, byte[] bytes, int from, int to) {
    offset = recordOffset;
    start = from;
    end = to;
    seconds = MrtFrames.timestamp(bytes, from);
    type = MrtFrames.type(bytes, from);
    subtype = MrtFrames.subtype(bytes, from);
    microseconds = 0;
    body.set(bytes, from + HEADER_BYTES, to);
  }

  void setMicroseconds(long value) {
    microseconds = value;
  }

  /** Returns the record's place in the unpacked stream, in bytes. */
  public long offset() {
    return offset;
  }

  /** Returns the time in whole seconds since the epoch. */
  public long seconds() {
    return seconds;
  }

  /** Returns the microseconds beyond the seconds, 0 where the type has none. */
  public long microseconds() {
    return microseconds;
  }

  /** Returns the time in milliseconds since the epoch. */
  public long millis() {
    return seconds * 1_000 + microseconds / 1_000;
  }

  /** Returns whether the record's time has microseconds. */
  public boolean isExtended() {
    return type == MrtType.BGP4MP_ET;
  }

  int type() {
    return type;
  }

  int subtype() {
    return subtype;
  }

  /** Returns what follows the header. */
  ByteCursor body() {
    return body;
  }

  /** Returns where the record begins in the bytes of its body. */
  int start() {
    return start;
  }

  /** Returns where the record ends in the bytes of its body. */
  int end() {
    return end;
  }
}
