package org.signalfall.event;

import java.util.Optional;
import org.signalfall.avro.Category;
import org.signalfall.avro.StageRecord;

/** A service that fails everywhere is its operator's fault: no country is to be accused of it. */
final class Downtime {

  private Downtime() {}

  /** Returns the word that the service of a restriction is down, if it is. */
  static Optional<StageRecord> of(CaseKey key, Cases cases) {
    if (Classification.category(key) != Category.RESTRICTION) {
      return Optional.empty();
    }
    return cases.context(key.service()).filter(context -> context.getContext().getDown());
  }

  static boolean excuses(CaseKey key, Cases cases) {
    return of(key, cases).isPresent();
  }
}
