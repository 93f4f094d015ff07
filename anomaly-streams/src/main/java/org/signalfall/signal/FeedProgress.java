package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.signalfall.avro.Origin;
import org.signalfall.schema.topic.Lanes;

/**
 * How far one feed has come in one task. The watermark is the least that any of its lanes has
 * promised; a bin closes when the watermark reaches its end.
 *
 * <p>Not safe for several threads: the task that owns the store owns the progress.
 */
public final class FeedProgress {

  /** No time at all: some lane has promised nothing yet. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final byte FORMAT = 2;

  private Origin origin = Origin.UNKNOWN;
  private int lanes;
  private long[] through = {};
  private long[] sequences = {};
  private boolean[] ended = {};
  private long watchdogSequence;
  private long closedThrough = UNKNOWN;
  private boolean endAnnounced;
  private long late;
  private long duplicates;

  /**
   * Notes a record's number in its lane, which may be the watchdog's.
   *
   * @return false when the lane has passed that number, which makes the record a duplicate
   * @throws IllegalArgumentException when the lane is out of range
   */
  public boolean accept(int lane, long sequence) {
    if (sequence <= highest(lane)) {
      duplicates++;
      return false;
    }
    if (lane == Lanes.WATCHDOG) {
      watchdogSequence = sequence;
    } else {
      sequences[lane] = sequence;
    }
    return true;
  }

  private long highest(int lane) {
    if (lane == Lanes.WATCHDOG) {
      return watchdogSequence;
    }
    requireLane(lane);
    grow(lane + 1);
    return sequences[lane];
  }

  /**
   * Takes a lane's promise.
   *
   * @param lane lane that promises
   * @param laneCount how many lanes the feed writes through
   * @param time all of the lane's records before this have been sent, epoch ms
   * @param last whether nothing will follow
   * @param why why the feed's records exist
   * @throws IllegalArgumentException when the lane or the count is out of range
   */
  public void promise(int lane, int laneCount, long time, boolean last, Origin why) {
    requireLane(lane);
    if (laneCount < 1 || laneCount > Lanes.MAX || lane >= laneCount) {
      throw new IllegalArgumentException(
          "a marker of lane %d names %d lanes; 1 to %d are possible"
              .formatted(lane, laneCount, Lanes.MAX));
    }
    lanes = Math.max(lanes, laneCount);
    grow(lanes);
    through[lane] = Math.max(through[lane], time);
    ended[lane] |= last;
    origin = why;
  }

  /** Returns the event time that every lane has promised, epoch ms, or {@link #UNKNOWN}. */
  public long watermark() {
    if (lanes == 0) {
      return UNKNOWN;
    }
    long least = Long.MAX_VALUE;
    for (int lane = 0; lane < lanes; lane++) {
      least = Math.min(least, through[lane]);
    }
    return least;
  }

  /** Returns whether every lane has said that nothing will follow. */
  public boolean isEnded() {
    if (lanes == 0) {
      return false;
    }
    for (int lane = 0; lane < lanes; lane++) {
      if (!ended[lane]) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a record of that time comes behind the promises, and counts it if so. */
  public boolean isLate(long time) {
    boolean behind = time < watermark();
    if (behind) {
      late++;
    }
    return behind;
  }

  /** Returns whether bins wait to be closed, or the end to be announced. */
  public boolean hasWork() {
    return watermark() > closedThrough || (isEnded() && !endAnnounced);
  }

  /** Notes that every bin through the watermark is closed and downstream was told. */
  public void closed() {
    closedThrough = watermark();
    endAnnounced = isEnded();
  }

  /** Returns why the feed's records exist, as its last promise said. */
  public Origin origin() {
    return origin;
  }

  /** Returns how many records came behind the promises. */
  public long late() {
    return late;
  }

  /** Returns how many records were dropped because their lane had passed them. */
  public long duplicates() {
    return duplicates;
  }

  private static void requireLane(int lane) {
    if (lane < 0 || lane >= Lanes.MAX) {
      throw new IllegalArgumentException(
          "lane %d is out of range; 0 to %d are possible".formatted(lane, Lanes.MAX - 1));
    }
  }

  private void grow(int size) {
    int old = through.length;
    if (size > old) {
      through = Arrays.copyOf(through, size);
      sequences = Arrays.copyOf(sequences, size);
      ended = Arrays.copyOf(ended, size);
      Arrays.fill(through, old, size, UNKNOWN);
    }
  }

  /** Returns the progress as bytes, a format tag first. */
  public byte[] encode() {
    byte[] why = origin.name().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(1 + 1 + why.length + 4 + 4 + 8 + 1 + 8 + 8 + 8 + through.length * 17);
    out.put(FORMAT).put((byte) why.length).put(why);
    out.putInt(lanes).putInt(through.length);
    out.putLong(closedThrough).put((byte) (endAnnounced ? 1 : 0)).putLong(late);
    out.putLong(duplicates).putLong(watchdogSequence);
    for (int lane = 0; lane < through.length; lane++) {
      out.putLong(through[lane]).putLong(sequences[lane]).put((byte) (ended[lane] ? 1 : 0));
    }
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote; null gives a feed that nothing is known of.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static FeedProgress decode(byte[] bytes) {
    FeedProgress progress = new FeedProgress();
    if (bytes == null) {
      return progress;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("feed progress", FORMAT, in.get());
    byte[] why = new byte[in.get()];
    in.get(why);
    progress.origin = Origin.valueOf(new String(why, StandardCharsets.US_ASCII));
    progress.lanes = in.getInt();
    progress.grow(in.getInt());
    progress.closedThrough = in.getLong();
    progress.endAnnounced = in.get() == 1;
    progress.late = in.getLong();
    progress.duplicates = in.getLong();
    progress.watchdogSequence = in.getLong();
    for (int lane = 0; lane < progress.through.length; lane++) {
      progress.through[lane] = in.getLong();
      progress.sequences[lane] = in.getLong();
      progress.ended[lane] = in.get() == 1;
    }
    return progress;
  }
}
