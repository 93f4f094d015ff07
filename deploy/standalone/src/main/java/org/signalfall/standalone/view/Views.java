package org.signalfall.standalone.view;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Map;
import org.signalfall.standalone.replay.RunView;

/** Chooses how to show a replay. */
public final class Views {

  private Views() {}

  /**
   * Returns a live view where there is a terminal that can show one, else a plain log.
   *
   * @param console the process's console, null where it has none
   * @param environment the process's environment: NO_COLOR (no-color.org) and TERM=dumb ask for the
   *     plain log
   * @param title what runs
   */
  public static RunView of(
      PrintWriter out, Console console, Map<String, String> environment, String title) {
    return isPlain(console, environment)
        ? new PlainLog(out, title)
        : new LiveView(out, Glyphs.of(console.charset()), title);
  }

  /** Returns whether there is no terminal, or one on which nothing may be drawn in place. */
  static boolean isPlain(Console console, Map<String, String> environment) {
    return console == null
        || !environment.getOrDefault("NO_COLOR", "").isEmpty()
        || environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
