package org.signalfall.standalone.view;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.signalfall.standalone.replay.IngestProgress;

/**
 * Shows how far an ingestion has come: a bar with rate and time left that is drawn anew in place on
 * a terminal, else a line for every tenth.
 */
public final class IngestMeter implements AutoCloseable {

  private static final int BAR_CELLS = 30;
  private static final int LINES_IN_ALL = 10;

  /** Shares below this say too little about the speed. */
  private static final double LEAST_SHARE = 0.01;

  private final PrintWriter out;
  private final Glyphs glyphs;
  private final boolean inPlace;
  private final RecordRate rate = new RecordRate();
  private int tenthsTold;
  private boolean drawn;

  IngestMeter(PrintWriter out, Glyphs glyphs, boolean inPlace) {
    this.out = out;
    this.glyphs = glyphs;
    this.inPlace = inPlace;
  }

  /**
   * Returns a meter for a terminal where there is one that can show it, else for a log.
   *
   * @param console the process's console, null where it has none
   * @param environment the process's environment
   */
  public static IngestMeter of(PrintWriter out, Console console, Map<String, String> environment) {
    return Views.isPlain(console, environment)
        ? new IngestMeter(out, Glyphs.ASCII, false)
        : new IngestMeter(out, Glyphs.of(console.charset()), true);
  }

  /**
   * Shows that a source is being read through before its first record can be sent.
   *
   * @param share share that has been read, 0 to 1
   */
  public void reading(double share) {
    if (inPlace) {
      draw(bar(share) + "  reading and sorting the input");
    }
  }

  /**
   * Shows where the sending is.
   *
   * @param elapsed time since the first record could be sent
   */
  public void sending(IngestProgress.Snapshot progress, Duration elapsed) {
    String line =
        String.join(
            glyphs.separator(),
            bar(progress.share()),
            String.format(Locale.ROOT, "%,d records", progress.records()),
            String.format(Locale.ROOT, "%,.0f/s", rate.update(elapsed, progress.records())),
            String.format(Locale.ROOT, "%,d rejected", progress.rejected()),
            left(progress.share(), elapsed));
    int tenths = (int) (progress.share() * LINES_IN_ALL);
    if (inPlace) {
      draw(line);
    } else if (tenths > tenthsTold) {
      tenthsTold = tenths;
      out.println(line);
      out.flush();
    }
  }

  /** Gives the terminal back and leaves the last state standing. */
  @Override
  public void close() {
    if (drawn) {
      out.println(Ansi.WRAP + Ansi.SHOW_CURSOR);
      out.flush();
      drawn = false;
    }
  }

  private void draw(String line) {
    out.print(Ansi.NO_WRAP + Ansi.HIDE_CURSOR + Ansi.ERASE_LINE + line);
    out.flush();
    drawn = true;
  }

  private String bar(double share) {
    return String.format(Locale.ROOT, "%s %3.0f %%", glyphs.bar(share, BAR_CELLS), 100 * share);
  }

  private static String left(double share, Duration elapsed) {
    if (share < LEAST_SHARE) {
      return "-:-- left";
    }
    long seconds = Math.round(elapsed.toMillis() / 1000.0 * (1 - share) / share);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min left", seconds / 3600, seconds / 60 % 60);
  }
}
