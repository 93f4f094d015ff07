package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.signalfall.avro.Origin;
import org.signalfall.schema.topic.Lanes;

/**
 * How far one feed has come in one task. The watermark is the least that any of its lanes has
 * promised; a bin closes when the watermark reaches its end. It never goes back, whatever lanes are
 * added later.
 *
 * <p>Not safe for several threads: the task that owns the store owns the progress.
 */
public final class FeedProgress {

  /** No time at all: some lane has promised nothing yet. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final byte FORMAT = 3;

  private Origin origin = Origin.UNKNOWN;

  /** Lanes of the feed from {@link #lanesSince} on; those beyond owe promises until then only. */
  private int lanes;

  private long lanesSince = UNKNOWN;
  private long[] through = {};
  private long[] sequences = {};
  private boolean[] ended = {};
  private long watchdogSequence;
  private long watermark = UNKNOWN;
  private Blindness blindness = Blindness.NONE;
  private long closedThrough = UNKNOWN;
  private boolean endAnnounced;
  private boolean stallAnnounced;
  private LateCount late = LateCount.NONE;
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
   * Takes a lane's promise. A feed that has ended goes on when a lane promises more.
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
    // A lane that was dropped still counts itself in what it promises until it leaves.
    if (laneCount > lanes && time > lanesSince) {
      lanes = laneCount;
    }
    grow(laneCount);
    through[lane] = Math.max(through[lane], time);
    ended[lane] = last;
    origin = why;
    raiseWatermark();
  }

  /**
   * Takes the roster's word on how many lanes the feed has. Lanes beyond that owe their promises
   * until then, and nothing more.
   *
   * @param since event time from which that holds, epoch ms
   * @throws IllegalArgumentException when the count is out of range
   */
  public void rosterLanes(int laneCount, long since) {
    if (laneCount < 1 || laneCount > Lanes.MAX) {
      throw new IllegalArgumentException(
          "a roster change names %d lanes; 1 to %d are possible".formatted(laneCount, Lanes.MAX));
    }
    if (since >= lanesSince) {
      lanes = laneCount;
      lanesSince = since;
      grow(lanes);
      raiseWatermark();
    }
  }

  private void raiseWatermark() {
    long least = Long.MAX_VALUE;
    for (int lane = 0; lane < through.length; lane++) {
      boolean owes = lane < lanes || (through[lane] != UNKNOWN && through[lane] < lanesSince);
      if (owes) {
        least = Math.min(least, through[lane]);
      }
    }
    watermark = Math.max(watermark, least == Long.MAX_VALUE ? UNKNOWN : least);
  }

  /** Returns the event time that every lane has promised, epoch ms, or {@link #UNKNOWN}. */
  public long watermark() {
    return watermark;
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

  /**
   * Takes the word that the feed has stalled, or has resumed. A word that comes after a later one
   * changes nothing.
   *
   * @param stalled whether it has stalled
   * @param time event time that the word gives, epoch ms
   * @return whether that was news
   */
  public boolean say(boolean stalled, long time) {
    Blindness before = blindness;
    blindness = stalled ? before.began(time, closedThrough) : before.ended(time);
    return before.lasts() != blindness.lasts();
  }

  /** Returns whether the last word was that the feed has stalled. */
  public boolean isStalled() {
    return blindness.lasts();
  }

  /** Returns when the feed last was out of sight. */
  public Blindness blindness() {
    return blindness;
  }

  /** Returns whether a record of that time comes behind the promises, and counts it if so. */
  public boolean isLate(long time) {
    boolean behind = time < watermark;
    if (behind) {
      late = late.plus(time);
    }
    return behind;
  }

  /** Returns whether bins wait to be closed, or the end or a stall to be announced. */
  public boolean hasWork() {
    return watermark > closedThrough || isEnded() != endAnnounced || hasSightToTell();
  }

  /** Returns whether the feed has stalled, or resumed, and downstream was not told. */
  public boolean hasSightToTell() {
    return isStalled() != stallAnnounced;
  }

  /** Notes that every bin through the watermark is closed and downstream was told. */
  public void closed() {
    closedThrough = watermark;
    endAnnounced = isEnded();
    stallAnnounced = isStalled();
  }

  /** Returns why the feed's records exist, as its last promise said. */
  public Origin origin() {
    return origin;
  }

  /** Returns the records that came behind the promises. */
  public LateCount late() {
    return late;
  }

  /** Notes that consumers were told of all late records so far. */
  public void lateReported() {
    late = late.reported(watermark);
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
        ByteBuffer.allocate(
            1
                + 1
                + why.length
                + 4
                + 8
                + 4
                + 8
                + 8
                + 1
                + 1
                + 8
                + 8
                + Blindness.BYTES
                + LateCount.BYTES
                + through.length * 17);
    out.put(FORMAT).put((byte) why.length).put(why);
    out.putInt(lanes).putLong(lanesSince).putInt(through.length);
    out.putLong(watermark).putLong(closedThrough);
    out.put((byte) (endAnnounced ? 1 : 0)).put((byte) (stallAnnounced ? 1 : 0));
    out.putLong(duplicates).putLong(watchdogSequence);
    blindness.write(out);
    late.write(out);
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
    progress.lanesSince = in.getLong();
    progress.grow(in.getInt());
    progress.watermark = in.getLong();
    progress.closedThrough = in.getLong();
    progress.endAnnounced = in.get() == 1;
    progress.stallAnnounced = in.get() == 1;
    progress.duplicates = in.getLong();
    progress.watchdogSequence = in.getLong();
    progress.blindness = Blindness.read(in);
    progress.late = LateCount.read(in);
    for (int lane = 0; lane < progress.through.length; lane++) {
      progress.through[lane] = in.getLong();
      progress.sequences[lane] = in.getLong();
      progress.ended[lane] = in.get() == 1;
    }
    return progress;
  }
}
