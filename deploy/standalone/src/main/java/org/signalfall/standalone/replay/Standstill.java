package org.signalfall.standalone.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Notices when a replay neither sends nor judges anything for too long. */
final class Standstill {

  private final Duration patience;
  private Moment last = new Moment(-1, Optional.empty(), 0);
  private Duration lastMove = Duration.ZERO;

  private record Moment(long records, Optional<Instant> evaluated, int revisions) {}

  Standstill(Duration patience) {
    this.patience = patience;
  }

  /** Takes where the replay is now and returns whether it has stood there for too long. */
  boolean reached(RunProgress progress) {
    Moment now = new Moment(progress.records(), progress.evaluatedThrough(), progress.revisions());
    if (!now.equals(last)) {
      last = now;
      lastMove = progress.elapsed();
    }
    return progress.elapsed().minus(lastMove).compareTo(patience) > 0;
  }
}
