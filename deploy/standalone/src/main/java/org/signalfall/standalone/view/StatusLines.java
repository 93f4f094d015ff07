package org.signalfall.standalone.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signalfall.standalone.replay.RunProgress;

/** The lines that say where a replay stands. */
final class StatusLines {

  private static final int BAR_CELLS = 40;

  private final Glyphs glyphs;

  StatusLines(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  /**
   * Returns the lines.
   *
   * @param rate records per second
   */
  List<String> of(RunProgress progress, EventTally tally, double rate) {
    String bar =
        String.format(
            Locale.ROOT,
            "%s %3.0f %%  %d:%02d",
            glyphs.bar(progress.share(), BAR_CELLS),
            100 * progress.share(),
            progress.elapsed().toMinutes(),
            progress.elapsed().toSecondsPart());
    String time =
        String.join(
            glyphs.separator(),
            "event time " + moment(progress.sentThrough()),
            "evaluated through " + moment(progress.evaluatedThrough()));
    String counts =
        String.join(
            glyphs.separator(),
            String.format(Locale.ROOT, "%,d records", progress.records()),
            String.format(Locale.ROOT, "%,.0f/s", rate),
            String.format(Locale.ROOT, "%,d rejected", progress.rejected()),
            tally.open() + " events open",
            tally.resolved() + " resolved",
            tally.retracted() + " retracted",
            progress.revisions() + " revisions");
    return List.of(bar, time, counts);
  }

  private static String moment(Optional<Instant> moment) {
    return moment.map(EventLine::minute).orElse("----------------");
  }
}
