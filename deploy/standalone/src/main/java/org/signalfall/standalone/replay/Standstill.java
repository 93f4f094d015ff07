package org.signalfall.standalone.replay;

import java.time.Duration;

/** Notices when a replay neither sends nor judges anything for too long. */
final class Standstill {

  private final Duration patience;
  private Moment last = new Moment(-1, 0);
  private Duration lastMove = Duration.ZERO;

  private record Moment(long records, long words) {}

  Standstill(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes where the replay is now and returns whether it has stood there for too long.
   *
   * @param records records sent so far
   * @param words records that the topology has spoken so far
   * @param elapsed time since the replay began
   */
  boolean reached(long records, long words, Duration elapsed) {
    Moment now = new Moment(records, words);
    if (!now.equals(last)) {
      last = now;
      lastMove = elapsed;
    }
    return elapsed.minus(lastMove).compareTo(patience) > 0;
  }
}
