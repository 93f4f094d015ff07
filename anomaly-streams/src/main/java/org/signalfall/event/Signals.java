package org.signalfall.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;

/** Questions that one asks the signals of a case. */
final class Signals {

  private Signals() {}

  static boolean isAffected(CaseSignal signal) {
    SeriesState after = signal.getVerdict().getAfter();
    return after == SeriesState.OPEN || after == SeriesState.RECOVERING;
  }

  /** Returns the service of a signal, empty when it is of connectivity itself. */
  static String service(CaseSignal signal) {
    return Objects.toString(signal.getVerdict().getScope().getService(), "");
  }

  static List<CaseSignal> affected(EventCase subject) {
    return subject.getSignals().stream().filter(Signals::isAffected).toList();
  }

  /** Gives a signal another state; its verdict may be another case's too, and stays as it is. */
  static void moveOn(CaseSignal signal, SeriesState after) {
    if (signal.getVerdict().getAfter() != after) {
      signal.setVerdict(SeriesVerdict.newBuilder(signal.getVerdict()).setAfter(after).build());
    }
  }

  /** Returns whether some signal still deviates, but none of those that do sees. */
  static boolean isOutOfSight(EventCase subject, Cases cases) {
    List<CaseSignal> affected = affected(subject);
    return !affected.isEmpty()
        && affected.stream()
            .allMatch(signal -> ServiceWatch.sight(signal.getVerdict(), cases) != Sight.CLEAR);
  }

  static List<CaseSignal> participants(EventCase subject) {
    return subject.getSignals().stream().filter(CaseSignal::getTakesPart).toList();
  }

  /**
   * Returns the end of the last bin that spoke for or against the event of the case, or of one of
   * its parts, whose votes are cast only when they change.
   */
  static Instant lastEvidence(EventCase subject) {
    return Stream.concat(
            participants(subject).stream().map(signal -> signal.getVerdict().getBinEnd()),
            Stream.of(subject.getPartsHeardAt()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  static boolean isPrecise(CaseSignal signal) {
    return !signal.getVerdict().getNoisy();
  }

  static boolean isBgp(CaseSignal signal) {
    return signal.getVerdict().getSignal().startsWith("bgp");
  }

  static boolean isAbroad(CaseSignal signal) {
    return signal.getVerdict().getSignal().startsWith("abroad");
  }

  /** How near a signal is to what people experience: traffic, then probing, telescope and BGP. */
  static int distanceFromUsers(CaseSignal signal) {
    String name = signal.getVerdict().getSignal().toLowerCase(Locale.ROOT);
    if (name.startsWith("bgp")) {
      return 3;
    }
    if (name.contains("telescope")) {
      return 2;
    }
    return name.contains("probing") ? 1 : 0;
  }

  /** Returns what share of the ordinary level is lost, 0 to 1. */
  static double depth(CaseSignal signal) {
    SeriesVerdict verdict = signal.getVerdict();
    if (verdict.getExpected() <= 0 || !Double.isFinite(verdict.getObserved())) {
      return 0;
    }
    return Math.max(0, Math.min(1, 1 - verdict.getObserved() / verdict.getExpected()));
  }
}
