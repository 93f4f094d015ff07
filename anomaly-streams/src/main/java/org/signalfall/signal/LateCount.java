package org.signalfall.signal;

import java.nio.ByteBuffer;

/**
 * Records that came behind their feed's promises, and which of them consumers were told of.
 *
 * @param records how many there were
 * @param reported how many of them were reported
 * @param earliest event time of the earliest unreported one, epoch ms; {@link Long#MAX_VALUE}
 *     without one
 * @param latest event time of the latest unreported one, epoch ms; {@link Long#MIN_VALUE} without
 *     one
 * @param reportedAt watermark of the last report, epoch ms; {@link Long#MIN_VALUE} before the first
 */
public record LateCount(long records, long reported, long earliest, long latest, long reportedAt) {

  /** None came late. */
  public static final LateCount NONE =
      new LateCount(0, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

  static final int BYTES = 5 * 8;

  private static final long HOUR_MS = 3_600_000;

  /** Returns how many records were not reported yet. */
  public long unreported() {
    return records - reported;
  }

  /** Returns whether there is news to report: once an hour of event time at most. */
  public boolean isDue(long watermark) {
    return unreported() > 0
        && Math.floorDiv(watermark, HOUR_MS) > Math.floorDiv(reportedAt, HOUR_MS);
  }

  LateCount plus(long time) {
    return new LateCount(
        records + 1, reported, Math.min(earliest, time), Math.max(latest, time), reportedAt);
  }

  LateCount reported(long watermark) {
    return new LateCount(records, records, Long.MAX_VALUE, Long.MIN_VALUE, watermark);
  }

  void write(ByteBuffer out) {
    out.putLong(records).putLong(reported).putLong(earliest).putLong(latest).putLong(reportedAt);
  }

  static LateCount read(ByteBuffer in) {
    return new LateCount(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }
}
