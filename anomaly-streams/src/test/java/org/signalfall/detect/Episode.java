package org.signalfall.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One stretch in which a series was affected, as its verdicts told it.
 *
 * @param opened the verdict that opened it
 * @param last the verdict that closed it, or the last one while it is open
 * @param openedAt end of the opening bin, epoch ms
 * @param closedAt end of the closing bin, epoch ms; {@link Long#MAX_VALUE} while open
 */
record Episode(SeriesVerdict opened, SeriesVerdict last, long openedAt, long closedAt) {

  boolean isOpen() {
    return closedAt == Long.MAX_VALUE;
  }

  /** Returns whether the affected span meets [from, to). */
  boolean overlaps(long from, long to) {
    long end = last.ended() == null ? Long.MAX_VALUE : last.ended().earliest();
    return opened.onset().earliest() < to && end > from;
  }

  /** Judges the bins of a level series from a fresh state, encoded and decoded at every bin. */
  static List<Episode> ofLevels(LevelDetector detector, Stream<LevelBin> bins) {
    Recorder recorder = new Recorder();
    LevelState[] state = {LevelState.fresh()};
    bins.forEachOrdered(
        bin -> {
          if (bin.start() >= detector.lapseDeadline(state[0])) {
            recorder.record(detector.lapse(state[0], bin.start()), bin.start());
          }
          recorder.record(detector.judge(state[0], bin), bin.end());
          state[0] = LevelState.decode(state[0].encode());
        });
    return recorder.episodes();
  }

  /** Judges the bins of a probe series from a fresh state, encoded and decoded at every bin. */
  static List<Episode> ofProbes(ProbeDetector detector, Stream<ProbeBin> bins) {
    Recorder recorder = new Recorder();
    ProbeState[] state = {ProbeState.fresh()};
    bins.forEachOrdered(
        bin -> {
          if (bin.start() >= detector.lapseDeadline(state[0])) {
            recorder.record(detector.lapse(state[0], bin.start()), bin.start());
          }
          recorder.record(detector.judge(state[0], bin), bin.end());
          state[0] = ProbeState.decode(state[0].encode());
        });
    return recorder.episodes();
  }

  private static final class Recorder {
    private final List<Episode> done = new ArrayList<>();
    private Episode current;

    void record(SeriesVerdict verdict, long at) {
      boolean isAffected = verdict.after().isAffected();
      if (!verdict.before().isAffected() && isAffected) {
        current = new Episode(verdict, verdict, at, Long.MAX_VALUE);
      } else if (verdict.before().isAffected()) {
        current = new Episode(current.opened, verdict, current.openedAt, Long.MAX_VALUE);
        if (!isAffected) {
          done.add(new Episode(current.opened, verdict, current.openedAt, at));
          current = null;
        }
      }
    }

    List<Episode> episodes() {
      if (current != null) {
        done.add(current);
      }
      return done;
    }
  }
}
