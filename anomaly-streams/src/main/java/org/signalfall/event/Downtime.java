package org.signalfall.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Category;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TimeInterval;

/**
 * A service that fails everywhere is its operator's fault: no country is to be accused of it. What
 * a country kept from people before is no part of the failure, and stays.
 */
final class Downtime {

  private static final int LAG_HOURS = 3;
  private static final Duration LAG = Duration.ofHours(LAG_HOURS);

  private Downtime() {}

  /**
   * Returns the word that the service of a restriction is down, if it is and the restriction may
   * come of it.
   *
   * @param onset when the restriction began, null when nobody knows
   */
  static Optional<StageRecord> of(CaseKey key, TimeInterval onset, Cases cases) {
    if (Classification.category(key) != Category.RESTRICTION) {
      return Optional.empty();
    }
    return cases
        .context(key.service())
        .filter(word -> word.getContext().getDown())
        .filter(word -> !isOlder(onset, word.getContext().getOnset()));
  }

  /** Returns whether a restriction with that onset may come of its service being down. */
  static boolean excuses(CaseKey key, TimeInterval onset, Cases cases) {
    return of(key, onset, cases).isPresent();
  }

  /**
   * Returns whether what is affected may come of its service being down, or having been: a country
   * that recovers after the others has outlived the failure only when it still fails {@value
   * #LAG_HOURS} hours later.
   */
  static boolean excuses(CaseKey key, List<CaseSignal> affected, Cases cases) {
    TimeInterval onset = Onsets.onset(affected);
    if (excuses(key, onset, cases)) {
      return true;
    }
    if (Classification.category(key) != Category.RESTRICTION) {
      return false;
    }
    return cases
        .context(key.service())
        .filter(word -> word.getContext().getOnset() != null)
        .filter(word -> !isOlder(onset, word.getContext().getOnset()))
        .filter(word -> affected.stream().noneMatch(signal -> outlives(word, signal)))
        .isPresent();
  }

  private static boolean outlives(StageRecord up, CaseSignal signal) {
    TimeInterval onset = signal.getVerdict().getOnset();
    boolean isAnother = onset != null && !onset.getEarliest().isBefore(up.getTime());
    boolean lasts = signal.getVerdict().getBinEnd().isAfter(up.getTime().plus(LAG));
    return signal.getVerdict().getAfter() == SeriesState.OPEN && (isAnother || lasts);
  }

  private static boolean isOlder(TimeInterval onset, TimeInterval down) {
    return onset != null && down != null && ServiceWatch.isBefore(onset, down);
  }
}
