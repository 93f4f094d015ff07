package org.signalfall.event;

/** Keeps published counts from pointing at single people. */
final class Counts {

  private static final int SMALLEST_NAMED = 5;

  private Counts() {}

  /** Returns the count as text, one to four as a range. */
  static String published(long count) {
    return count > 0 && count < SMALLEST_NAMED ? "1-4" : Long.toString(count);
  }
}
