package org.signalfall.topology;

import org.signalfall.schema.topic.TopicCatalogue;
import org.slf4j.Logger;

/** Logs the first dead letters of a thread; a flood of them is for the topic and the meters. */
final class LetterLog {

  private static final int LOGGED = 20;

  private final Logger log;
  private int told;

  LetterLog(Logger log) {
    this.log = log;
  }

  void tell(String what, String place, String reason) {
    if (told < LOGGED) {
      log.warn("{} {}: {}", what, place, reason);
    } else if (told == LOGGED) {
      log.warn("Further ones are in {} only", TopicCatalogue.DEAD_LETTER);
    }
    told = Math.min(told + 1, LOGGED + 1);
  }
}
