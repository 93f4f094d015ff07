package org.signalfall.standalone.view;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a progress bar is drawn with, by what the terminal can show. */
enum Glyphs {
  UNICODE('█', '░', " · "),
  ASCII('#', '.', " | ");

  private final char full;
  private final char empty;
  private final String separator;

  Glyphs(char full, char empty, String separator) {
    this.full = full;
    this.empty = empty;
    this.separator = separator;
  }

  static Glyphs of(Charset terminal) {
    return terminal.equals(StandardCharsets.UTF_8) ? UNICODE : ASCII;
  }

  /** Returns a bar of so many cells, filled to a share of 0 to 1. */
  String bar(double share, int cells) {
    int filled = (int) Math.round(Math.min(1, Math.max(0, share)) * cells);
    return String.valueOf(full).repeat(filled) + String.valueOf(empty).repeat(cells - filled);
  }

  String separator() {
    return separator;
  }
}
