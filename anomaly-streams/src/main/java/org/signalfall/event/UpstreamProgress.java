package org.signalfall.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.signalfall.avro.Stage;

/**
 * How far the tasks upstream of a stage have come with one feed. A stage may decide a moment only
 * when every partition of every stage before it has passed that moment.
 *
 * <p>Not safe for several threads: the task that owns the store owns the progress.
 */
public final class UpstreamProgress {

  /** No time at all: some task has not been heard from. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final byte FORMAT = 2;
  private static final int ENTRY_BYTES = 1 + 4 + 8 + 1 + 1;

  private record Sender(Stage stage, int partition) implements Comparable<Sender> {
    @Override
    public int compareTo(Sender other) {
      int byStage = stage.compareTo(other.stage);
      return byStage != 0 ? byStage : Integer.compare(partition, other.partition);
    }
  }

  private record Heard(long through, boolean ended, boolean stalled) {}

  private final TreeMap<Sender, Heard> heard = new TreeMap<>();

  /**
   * Notes what one task says. Its words come in order, so that the last one holds: what has ended
   * may go on, and what has stalled may resume.
   *
   * @param through event time that the task has passed, epoch ms
   * @param ended whether the feed has ended for the task
   * @param stalled whether the feed has stalled there for the task
   */
  public void note(Stage stage, int partition, long through, boolean ended, boolean stalled) {
    Sender sender = new Sender(stage, partition);
    Heard before = heard.get(sender);
    long furthest = before == null ? through : Math.max(before.through(), through);
    heard.put(sender, new Heard(furthest, ended, stalled));
  }

  /**
   * Returns the event time that all required tasks have passed, epoch ms, or {@link #UNKNOWN}.
   *
   * @param required how many partitions of which stages must be heard
   */
  public long through(Map<Stage, Integer> required) {
    long least = Long.MAX_VALUE;
    for (Map.Entry<Stage, Integer> entry : required.entrySet()) {
      for (int partition = 0; partition < entry.getValue(); partition++) {
        Heard one = heard.get(new Sender(entry.getKey(), partition));
        least = Math.min(least, one == null ? UNKNOWN : one.through());
      }
    }
    return least;
  }

  /** Returns whether the feed has ended for all required tasks. */
  public boolean isEnded(Map<Stage, Integer> required) {
    return allOf(required, Heard::ended);
  }

  /** Returns whether the feed has stalled for all required tasks. */
  public boolean isStalled(Map<Stage, Integer> required) {
    return allOf(required, Heard::stalled);
  }

  private boolean allOf(Map<Stage, Integer> required, Predicate<Heard> what) {
    for (Map.Entry<Stage, Integer> entry : required.entrySet()) {
      for (int partition = 0; partition < entry.getValue(); partition++) {
        Heard one = heard.get(new Sender(entry.getKey(), partition));
        if (one == null || !what.test(one)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns the progress as bytes, a format tag first. */
  public byte[] encode() {
    int names = heard.keySet().stream().mapToInt(sender -> sender.stage().name().length()).sum();
    ByteBuffer out = ByteBuffer.allocate(1 + 4 + names + heard.size() * ENTRY_BYTES);
    out.put(FORMAT).putInt(heard.size());
    heard.forEach(
        (sender, one) ->
            out.put((byte) sender.stage().name().length())
                .put(sender.stage().name().getBytes(StandardCharsets.US_ASCII))
                .putInt(sender.partition())
                .putLong(one.through())
                .put((byte) (one.ended() ? 1 : 0))
                .put((byte) (one.stalled() ? 1 : 0)));
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote; null gives a feed that nothing is known of.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static UpstreamProgress decode(byte[] bytes) {
    UpstreamProgress progress = new UpstreamProgress();
    if (bytes == null) {
      return progress;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored upstream progress has format %d, this version reads %d"
              .formatted(format, FORMAT));
    }
    for (int left = in.getInt(); left > 0; left--) {
      byte[] name = new byte[in.get()];
      in.get(name);
      Stage stage = Stage.valueOf(new String(name, StandardCharsets.US_ASCII));
      progress.note(stage, in.getInt(), in.getLong(), in.get() == 1, in.get() == 1);
    }
    return progress;
  }
}
