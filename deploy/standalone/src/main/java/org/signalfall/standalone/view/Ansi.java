package org.signalfall.standalone.view;

/** The control sequences of ECMA-48 and DEC's private modes that every terminal of today knows. */
final class Ansi {

  static final String NO_WRAP = "\u001b[?7l";
  static final String WRAP = "\u001b[?7h";
  static final String HIDE_CURSOR = "\u001b[?25l";
  static final String SHOW_CURSOR = "\u001b[?25h";
  static final String ERASE_LINE = "\r\u001b[K";
  static final String PLAIN = "\u001b[0m";
  static final String BOLD = "\u001b[1m";
  static final String DIM = "\u001b[2m";
  static final String RED = "\u001b[1;31m";
  static final String GREEN = "\u001b[32m";
  static final String MAGENTA = "\u001b[35m";

  private Ansi() {}

  /** Goes up so many lines and erases from there to the end of the screen. */
  static String eraseAbove(int lines) {
    return lines == 0 ? "" : "\u001b[" + lines + "A\r\u001b[J";
  }
}
