package org.signalfall.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;

/**
 * Tells a country that takes many services at once from one that takes a few: at least {@value
 * #MIN_SERVICES} at once are one act, and its event is the parent of each service's. It lasts until
 * fewer than {@value #LEAST_SERVICES} are left.
 *
 * <p>The case of a sweep holds a copy of every service's signals of the whole country.
 */
final class Sweep {

  static final int MIN_SERVICES = 3;
  static final int LEAST_SERVICES = 2;

  private Sweep() {}

  /** Returns the case of a country's sweep. */
  static CaseKey caseOf(String country) {
    return new CaseKey(country, ScopeLevel.COUNTRY, 0, "", CaseKey.EVERY_SERVICE);
  }

  /** Returns whether the case's signals belong into its country's sweep too. */
  static boolean concerns(CaseKey key) {
    return key.level() == ScopeLevel.COUNTRY && !key.service().isEmpty() && !key.isOfEveryService();
  }

  /** Returns the signals that the sweep consists of; none when there is none. */
  static List<CaseSignal> affected(CaseKey key, EventCase sweep, Cases cases) {
    List<CaseSignal> candidates =
        Signals.affected(sweep).stream()
            .filter(signal -> !signal.getVerdict().getNeverClear())
            .filter(signal -> !Downtime.excuses(caseOf(key, signal), List.of(signal), cases))
            .toList();
    if (EventDesk.isOpen(sweep.getEvent())) {
      List<CaseSignal> left =
          candidates.stream()
              .filter(
                  signal ->
                      signal.getTakesPart()
                          || AtOnce.are(
                              sweep.getEvent().getOnset(), signal.getVerdict().getOnset()))
              .toList();
      return services(left) >= LEAST_SERVICES ? left : List.of();
    }
    return candidates.stream()
        .map(anchor -> atOnce(anchor.getVerdict().getOnset(), candidates))
        .filter(group -> services(group) >= MIN_SERVICES)
        .max(Comparator.comparingLong(Sweep::services))
        .orElse(List.of());
  }

  private static List<CaseSignal> atOnce(TimeInterval anchor, List<CaseSignal> candidates) {
    List<CaseSignal> group = new ArrayList<>(candidates);
    group.removeIf(signal -> !AtOnce.are(anchor, signal.getVerdict().getOnset()));
    return group;
  }

  private static long services(List<CaseSignal> signals) {
    return signals.stream().map(Signals::service).distinct().count();
  }

  private static CaseKey caseOf(CaseKey sweep, CaseSignal signal) {
    return new CaseKey(sweep.country(), ScopeLevel.COUNTRY, 0, "", Signals.service(signal));
  }
}
