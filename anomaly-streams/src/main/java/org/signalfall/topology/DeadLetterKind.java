package org.signalfall.topology;

import java.util.Locale;

/** Why a record became a dead letter, in a word. */
public enum DeadLetterKind {
  /** Its bytes are no record of the contract. */
  UNREADABLE,
  /** It is a record that can't be taken, through no fault of the program. */
  REFUSED,
  /** The program failed on it, which is a bug. */
  FAILED,
  /** It is what came out, and Kafka doesn't take so many bytes. */
  TOO_LARGE;

  /** Returns the word as headers and metrics have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
