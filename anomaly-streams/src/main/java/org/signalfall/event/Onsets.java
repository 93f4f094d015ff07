package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.TimeInterval;

/** Joins what several signals say of the beginning and the end. */
final class Onsets {

  /** What is known best to have begun comes first. */
  static final Comparator<TimeInterval> BY_LATEST =
      Comparator.comparing(TimeInterval::getLatest, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(TimeInterval::getEarliest);

  private static final Duration VAGUE = Duration.ofHours(3);

  private Onsets() {}

  /** Returns whether a moment is not known, or too loosely to be held against another. */
  static boolean isVague(TimeInterval moment) {
    return moment == null || moment.getLatest() == null || width(moment).compareTo(VAGUE) > 0;
  }

  /** Returns how loosely a moment is known whose latest is. */
  static Duration width(TimeInterval moment) {
    return Duration.between(moment.getEarliest(), moment.getLatest());
  }

  /** Returns the onset of the signal that saw it first; null when none knows. */
  static TimeInterval onset(List<CaseSignal> participants) {
    return participants.stream()
        .map(signal -> signal.getVerdict().getOnset())
        .filter(Objects::nonNull)
        .min(BY_LATEST)
        .orElse(null);
  }

  /**
   * Returns the end that the last signal to recover saw.
   *
   * @param fallback the moment to name when no signal knows better
   */
  static TimeInterval end(List<CaseSignal> participants, Instant fallback) {
    return participants.stream()
        .filter(signal -> !Signals.isAffected(signal))
        .map(signal -> signal.getVerdict().getEnded())
        .filter(Objects::nonNull)
        .max(BY_LATEST)
        .orElseGet(() -> new TimeInterval(fallback, fallback));
  }
}
