package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TimeInterval;

/**
 * Keeps a restriction waiting while its service may be about to turn out down everywhere. It waits
 * for as long again as it took to be noticed, within {@value #LEAST_MINUTES} minutes and {@value
 * #MOST_HOURS} hours: by then countries that are measured as often have spoken too. After that it
 * opens, SUSPECTED, and says that the failure of the service itself is not excluded.
 */
final class Suspense {

  static final int LEAST_MINUTES = 10;
  static final int MOST_HOURS = 3;

  static final String BASIS = "a failure of the service itself is not excluded";

  private static final Instant NEVER = Instant.EPOCH;

  private Suspense() {}

  /** Returns whether the case is of a restriction that may come of its service's going down. */
  private static boolean isPossible(CaseKey key, Cases cases) {
    return Classification.category(key) == Category.RESTRICTION
        && cases
            .context(key.service())
            .map(StageRecord::getContext)
            .filter(ServiceWatch::mayGoDown)
            .filter(context -> context.getCountriesFailing().contains(key.country()))
            .isPresent();
  }

  /** Returns whether what is affected must not open an event yet. */
  static boolean holds(
      CaseKey key, EventCase subject, List<CaseSignal> affected, Instant asOf, Cases cases) {
    if (affected.isEmpty() || !isPossible(key, cases)) {
      return false;
    }
    return subject.getHeldUntil().equals(NEVER) || asOf.isBefore(subject.getHeldUntil());
  }

  /** Begins to wait, or goes on to. */
  static void hold(EventCase subject, List<CaseSignal> affected, Instant asOf) {
    if (subject.getHeldUntil().equals(NEVER)) {
      subject.setHeldUntil(asOf.plus(patience(Onsets.onset(affected), asOf)));
    }
  }

  static void release(EventCase subject) {
    subject.setHeldUntil(NEVER);
  }

  private static Duration patience(TimeInterval onset, Instant asOf) {
    Duration least = Duration.ofMinutes(LEAST_MINUTES);
    Duration most = Duration.ofHours(MOST_HOURS);
    Duration taken = onset == null ? most : Duration.between(onset.getEarliest(), asOf);
    if (taken.compareTo(most) > 0) {
      return most;
    }
    return taken.compareTo(least) < 0 ? least : taken;
  }

  /** Lets a restriction say that its service may be failing, unless it was sure of it before. */
  static void qualify(CaseKey key, ConnectivityEvent before, ConnectivityEvent draft, Cases cases) {
    boolean wasSure =
        before.getConfidence() == Confidence.CONFIRMED
            && before.getEventId().equals(draft.getEventId());
    if (!wasSure && isPossible(key, cases)) {
      draft.setConfidence(Confidence.SUSPECTED);
      draft.setQuorumBasis(List.of(BASIS));
    }
  }
}
