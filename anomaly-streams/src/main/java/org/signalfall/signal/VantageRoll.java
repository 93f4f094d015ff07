package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.signalfall.detect.Varints;

/**
 * The vantages that measure regularly at a place. One is lost when it has been silent for three
 * times its longest pause of late, and at least for an hour, while others there go on.
 */
final class VantageRoll {

  private static final int CAPACITY = 64;
  static final int MAX_BYTES =
      1 + Varints.MAX_BYTES + CAPACITY * (Long.BYTES + 3 * Varints.MAX_BYTES);

  private static final int REGULAR_SLOTS = 24;
  private static final long LEAST_SILENCE_MS = 3_600_000;
  private static final int PAUSES = 3;

  /** A vantage of which nothing came for so long isn't waited for any more. */
  private static final long FORGET_MS = 30 * 86_400_000L;

  /** The longest pause fades by this share with each shorter one. */
  private static final int FADING = 64;

  private static final class Entry {
    private final long vantage;
    private long seenAt;
    private long longestPause;
    private int slots = 1;
    private boolean isLost;

    Entry(long vantage, long seenAt) {
      this.vantage = vantage;
      this.seenAt = seenAt;
    }

    boolean isOverdue(long now) {
      return !isLost
          && slots >= REGULAR_SLOTS
          && now - seenAt > Math.max(LEAST_SILENCE_MS, PAUSES * longestPause);
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Notes who measured in a slot.
   *
   * @return who has come back, and who is missing now, in the order of their hashes
   */
  List<VantageLoss> note(Collection<Long> present, long end) {
    List<VantageLoss> losses = new ArrayList<>();
    entries.removeIf(entry -> entry.seenAt < end - FORGET_MS);
    for (long vantage : present) {
      Entry entry = entryOf(vantage, end);
      if (entry != null && entry.seenAt < end) {
        if (entry.isLost) {
          losses.add(new VantageLoss(vantage, entry.seenAt, end));
        } else {
          long pause = end - entry.seenAt;
          long faded = entry.longestPause - entry.longestPause / FADING;
          entry.longestPause = Math.max(pause, faded);
        }
        entry.isLost = false;
        entry.seenAt = end;
        entry.slots = Math.min(REGULAR_SLOTS, entry.slots + 1);
      }
    }
    for (Entry entry : entries) {
      if (entry.isOverdue(end)) {
        entry.isLost = true;
        losses.add(new VantageLoss(entry.vantage, entry.seenAt, VantageLoss.GOES_ON));
      }
    }
    losses.sort(Comparator.comparingLong(VantageLoss::vantage));
    return losses;
  }

  private Entry entryOf(long vantage, long end) {
    for (Entry entry : entries) {
      if (entry.vantage == vantage) {
        return entry;
      }
    }
    if (entries.size() == CAPACITY
        && !entries.removeIf(entry -> entry.slots < REGULAR_SLOTS && entry.seenAt < end)) {
      return null;
    }
    entries.add(new Entry(vantage, end));
    return null;
  }

  void write(ByteBuffer out) {
    long latest = entries.stream().mapToLong(entry -> entry.seenAt).max().orElse(0);
    out.put((byte) entries.size());
    Varints.putSigned(out, latest);
    for (Entry entry : entries) {
      out.putLong(entry.vantage);
      Varints.put(out, latest - entry.seenAt);
      Varints.put(out, entry.longestPause);
      Varints.put(out, 2L * entry.slots + (entry.isLost ? 1 : 0));
    }
  }

  static VantageRoll read(ByteBuffer in) {
    VantageRoll roll = new VantageRoll();
    int size = in.get();
    long latest = Varints.getSigned(in);
    for (int left = size; left > 0; left--) {
      Entry entry = new Entry(in.getLong(), latest - Varints.get(in));
      entry.longestPause = Varints.get(in);
      int slots = Varints.getInt(in);
      entry.slots = slots >>> 1;
      entry.isLost = (slots & 1) != 0;
      roll.entries.add(entry);
    }
    return roll;
  }
}
