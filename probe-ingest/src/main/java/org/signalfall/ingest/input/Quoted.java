package org.signalfall.ingest.input;

/** Quotes a piece of input in a sentence; what is long is cut short. */
public final class Quoted {

  private static final int MAX_LENGTH = 60;

  private Quoted() {}

  /** Returns the text in single quotes, at most 60 characters of it. */
  public static String of(String text) {
    return text.length() <= MAX_LENGTH
        ? "'" + text + "'"
        : "'" + text.substring(0, MAX_LENGTH) + "...'";
  }
}
