package org.signalfall.schema.topic;

/** Numbers of the lanes through which raw topics are written. */
public final class Lanes {

  /** Lanes that one feed may have; they are numbered from 0. */
  public static final int MAX = 1024;

  /**
   * The lane of the watchdog, in every feed. It lies beyond all lanes that a feed may have, so that
   * its words are numbered and never waited for: it owes no promises.
   */
  public static final int WATCHDOG = MAX;

  private Lanes() {}
}
