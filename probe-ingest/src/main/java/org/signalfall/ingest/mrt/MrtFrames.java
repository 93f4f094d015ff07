package org.signalfall.ingest.mrt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.input.DamagedInputException;

/**
 * Cuts a stream of bytes into MRT records, and finds back to them after damage.
 *
 * <p>MRT has no marks between records: only lengths lead from one to the next. So a record is
 * trusted when the stream ends after it or something follows that can be a header. When neither
 * holds and a header is found within the record, its length was wrong. Where no header can be, the
 * next one is looked for byte by byte; it has to lead to another header, or to the end, and to lie
 * within a month of the last good record.
 *
 * <p>A record can have {@link #MAX_LENGTH} bytes, whatever its length field says, and the buffer
 * doubles only when it is full of bytes that are really there, to two records and a header at most.
 */
final class MrtFrames implements Closeable {

  /** Longest body that is taken: 4 MiB, ten times what the largest collectors write. */
  static final int MAX_LENGTH = 4 << 20;

  private static final int HEADER = MrtRecord.HEADER_BYTES;
  private static final int FIRST_BUFFER = 256 << 10;
  private static final int MAX_BUFFER = 2 * (MAX_LENGTH + HEADER) + HEADER;
  private static final long MONTH_SECONDS = 31L * 24 * 3600;

  /** Gets what is no record. */
  @FunctionalInterface
  interface Damage {

    /**
     * Takes a stretch of the stream.
     *
     * @param offset where it begins in the stream, in bytes
     * @param length how long it is, in bytes
     * @param reason what is wrong, without a full stop
     * @param bytes its beginning, at most {@link Rejection#MAX_BYTES}
     */
    void found(long offset, long length, String reason, byte[] bytes);
  }

  private final InputStream in;
  private final Damage damage;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int position;
  private int limit;
  private long base;
  private boolean ended;
  private String brokenBy = "";
  private long lastTimestamp = -1;

  MrtFrames(InputStream in, Damage damage) {
    this.in = in;
    this.damage = damage;
  }

  /**
   * Steps to the next record; returns false at the end of the stream. The record's bytes stay as
   * they are until the next step.
   *
   * @throws IOException when reading fails for another reason than damaged compression
   */
  boolean next(MrtRecord record) throws IOException {
    while (fill(HEADER)) {
      if (!canBeHeader(position) && !isUnknownRecord()) {
        resynchronise();
        continue;
      }
      int frame = HEADER + length(buffer, position);
      boolean whole = fill(frame);
      if (!whole || !endsWell(frame)) {
        int inner = headerWithin(whole ? frame : limit - position);
        if (inner > 0) {
          reject(
              inner, "the record's length of " + (frame - HEADER) + " runs over the next record");
          continue;
        }
      }
      if (!whole) {
        endWithin("a record of " + frame + " bytes");
        return false;
      }
      lastTimestamp = timestamp(buffer, position);
      record.set(base + position, buffer, position, position + frame);
      position += frame;
      return true;
    }
    if (position < limit || !brokenBy.isEmpty()) {
      endWithin("the header of a record");
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  static long timestamp(byte[] bytes, int at) {
    return ByteCursor.u32(bytes, at);
  }

  static int type(byte[] bytes, int at) {
    return ByteCursor.u16(bytes, at + 4);
  }

  static int subtype(byte[] bytes, int at) {
    return ByteCursor.u16(bytes, at + 6);
  }

  /** Returns the length that a header names; negative when it is beyond 2 GiB. */
  private static int length(byte[] bytes, int at) {
    return (int) ByteCursor.u32(bytes, at + 8);
  }

  private boolean canBeHeader(int at) {
    int length = length(buffer, at);
    int least = MrtType.minLength(type(buffer, at), subtype(buffer, at));
    return least >= 0 && length >= least && length <= MAX_LENGTH;
  }

  /** A type that nobody knows is passed over when its length leads to a record or to the end. */
  private boolean isUnknownRecord() throws IOException {
    int length = length(buffer, position);
    return length > 0 && length <= MAX_LENGTH && fill(HEADER + length) && endsWell(HEADER + length);
  }

  /** Returns whether another header, or nothing but its beginning, follows. */
  private boolean endsWell(int frame) throws IOException {
    return fill(frame + HEADER) ? canBeHeader(position + frame) : ended;
  }

  /** Returns how far a header lies within the next bytes, or -1. */
  private int headerWithin(int bytes) throws IOException {
    for (int ahead = HEADER; ahead + HEADER <= bytes; ahead++) {
      if (canBeHeader(position + ahead) && leadsOn(ahead)) {
        return ahead;
      }
    }
    return -1;
  }

  /** Returns whether a header so far ahead leads to another header or exactly to the end. */
  private boolean leadsOn(int ahead) throws IOException {
    if (lastTimestamp >= 0
        && Math.abs(timestamp(buffer, position + ahead) - lastTimestamp) > MONTH_SECONDS) {
      return false;
    }
    int after = ahead + HEADER + length(buffer, position + ahead);
    if (fill(after + HEADER)) {
      return canBeHeader(position + after);
    }
    return position + after == limit;
  }

  private void resynchronise() throws IOException {
    long from = base + position;
    fill(Rejection.MAX_BYTES);
    byte[] first =
        Arrays.copyOfRange(buffer, position, Math.min(limit, position + Rejection.MAX_BYTES));
    position++;
    while (fill(HEADER) && !(canBeHeader(position) && leadsOn(0))) {
      position++;
    }
    if (limit - position < HEADER) {
      position = limit;
    }
    long skipped = base + position - from;
    String end = position == limit ? "the end of the file" : "the next record";
    byte[] bytes = skipped < first.length ? Arrays.copyOf(first, (int) skipped) : first;
    damage.found(from, skipped, "no record begins here; " + skipped + " bytes to " + end, bytes);
  }

  private void reject(int bytes, String reason) {
    byte[] kept =
        Arrays.copyOfRange(buffer, position, position + Math.min(bytes, Rejection.MAX_BYTES));
    damage.found(base + position, bytes, reason, kept);
    position += bytes;
  }

  private void endWithin(String what) {
    int left = limit - position;
    String reason =
        brokenBy.isEmpty() ? "the file ends after " + left + " bytes of " + what : brokenBy;
    reject(left, reason);
    brokenBy = "";
  }

  /** Sees to it that so many bytes lie ahead; returns false when the stream has fewer. */
  private boolean fill(int bytes) throws IOException {
    if (limit - position >= bytes) {
      return true;
    }
    while (!ended && limit - position < bytes) {
      makeRoom(bytes);
      readMore();
    }
    return limit - position >= bytes;
  }

  private void makeRoom(int bytes) {
    if (position > 0 && position + bytes > buffer.length) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      base += position;
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(MAX_BUFFER, 2 * buffer.length));
    }
  }

  private void readMore() throws IOException {
    try {
      int count = in.read(buffer, limit, buffer.length - limit);
      ended = count < 0;
      limit += Math.max(0, count);
    } catch (DamagedInputException e) {
      ended = true;
      brokenBy = e.getMessage();
    }
  }
}
