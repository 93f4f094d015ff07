package org.signalfall.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;

/**
 * Lets one event speak for all services that a network or region loses at once, so that a block of
 * M services on N networks is N events under their country's and not N times M.
 *
 * <p>The case that opens first is the host. A companion hands its signals over to the host and has
 * no event of its own until it takes them back, which it does when the host's event is over or the
 * companion's service turns out to be down everywhere. Countries are the business of {@link Sweep}.
 */
final class Companions {

  private final Reopening reopening;

  Companions(Reopening reopening) {
    this.reopening = reopening;
  }

  /** Returns the case that holds the signals of a scope and service: its host's, else its own. */
  static CaseKey holder(CaseKey key, Cases cases) {
    return cases.find(key).flatMap(Companions::host).orElse(key);
  }

  static Optional<CaseKey> host(EventCase subject) {
    return subject.getHost().isEmpty()
        ? Optional.empty()
        : Optional.of(CaseKey.decoded(subject.getHost()));
  }

  /**
   * Lets companions join and leave.
   *
   * @param touched cases that something happened to
   * @return those, and the ones that were joined or left
   */
  SortedSet<CaseKey> gather(Set<CaseKey> touched, Instant asOf, Cases cases) {
    SortedSet<CaseKey> all = new TreeSet<>(touched);
    for (CaseKey key : new TreeSet<>(touched)) {
      leaveWhatIsOver(key, asOf, cases, all);
    }
    List<CaseKey> beginners = new ArrayList<>();
    for (CaseKey key : new TreeSet<>(all)) {
      cases
          .find(key)
          .filter(subject -> begins(key, subject, asOf, cases))
          .ifPresent(
              subject -> {
                Optional<CaseKey> host = findHost(key, subject, beginners, cases);
                if (host.isPresent()) {
                  move(key, host.get(), cases);
                  all.add(host.get());
                } else {
                  beginners.add(key);
                }
              });
    }
    return all;
  }

  /** A touched host lets go of its companions, a touched companion looks at its host. */
  private void leaveWhatIsOver(CaseKey key, Instant asOf, Cases cases, SortedSet<CaseKey> all) {
    if (!canHaveCompanions(key)) {
      return;
    }
    EventCase subject = cases.find(key).orElse(null);
    if (subject == null) {
      return;
    }
    Optional<CaseKey> host = host(subject);
    if (host.isPresent()) {
      leaveIfOver(key, host.get(), asOf, cases, all);
    } else if (hasCompanions(key, subject)) {
      for (CaseKey other : placeOf(key, cases)) {
        if (cases.find(other).flatMap(Companions::host).filter(key::equals).isPresent()) {
          leaveIfOver(other, key, asOf, cases, all);
        }
      }
    }
  }

  private void leaveIfOver(
      CaseKey key, CaseKey host, Instant asOf, Cases cases, SortedSet<CaseKey> all) {
    EventCase hosting = cases.find(host).orElseThrow();
    boolean over = !EventDesk.isOpen(hosting.getEvent()) && !reopening.isDue(hosting, asOf);
    TimeInterval onset = hosting.getEvent().getOnset();
    if (over || Downtime.excuses(key, onset, cases) != Downtime.excuses(host, onset, cases)) {
      takeBack(key, host, cases);
      all.add(key);
      all.add(host);
    }
  }

  private boolean begins(CaseKey key, EventCase subject, Instant asOf, Cases cases) {
    return canHaveCompanions(key)
        && subject.getHost().isEmpty()
        && !EventDesk.isOpen(subject.getEvent())
        && !reopening.isDue(subject, asOf)
        && onset(subject) != null
        && !Downtime.excuses(key, Signals.affected(subject), cases)
        && !Suspense.holds(key, subject, Signals.affected(subject), asOf, cases)
        && !Reclassification.explains(key, Signals.affected(subject), cases);
  }

  private static boolean canHaveCompanions(CaseKey key) {
    return !key.service().isEmpty()
        && (key.level() == ScopeLevel.NETWORK || key.level() == ScopeLevel.REGION);
  }

  private static boolean hasCompanions(CaseKey key, EventCase subject) {
    return subject.getSignals().stream()
        .anyMatch(signal -> !key.service().equals(signal.getVerdict().getScope().getService()));
  }

  private static Optional<CaseKey> findHost(
      CaseKey key, EventCase subject, List<CaseKey> beginners, Cases cases) {
    TimeInterval onset = onset(subject);
    return placeOf(key, cases).stream()
        .filter(other -> !other.equals(key))
        .filter(
            other -> {
              TimeInterval since =
                  hostingSince(cases.find(other).orElseThrow(), beginners.contains(other));
              return AtOnce.are(onset, since) && !Downtime.excuses(other, since, cases);
            })
        .findFirst();
  }

  /** Since when the case has what a host needs, an event of its own; null when it has not. */
  private static TimeInterval hostingSince(EventCase subject, boolean begins) {
    ConnectivityEvent event = subject.getEvent();
    if (EventDesk.isOpen(event)) {
      return event.getSinceBeforeObservation() ? null : event.getOnset();
    }
    return begins ? onset(subject) : null;
  }

  /** Returns the restrictions of the same place, in order. */
  private static List<CaseKey> placeOf(CaseKey key, Cases cases) {
    return cases.ofPlace(key).stream().filter(other -> !other.service().isEmpty()).toList();
  }

  /** When the service began to be kept from people; null when it isn't, or always was. */
  private static TimeInterval onset(EventCase subject) {
    List<CaseSignal> affected = Signals.affected(subject);
    boolean alwaysWas = affected.stream().allMatch(signal -> signal.getVerdict().getNeverClear());
    return alwaysWas ? null : Onsets.onset(affected);
  }

  private static void move(CaseKey key, CaseKey host, Cases cases) {
    EventCase from = cases.find(key).orElseThrow();
    EventCase to = cases.find(host).orElseThrow();
    List<CaseSignal> joined = new ArrayList<>(to.getSignals());
    for (CaseSignal signal : from.getSignals()) {
      signal.setTakesPart(false);
      joined.add(signal);
    }
    joined.sort(Intake.ORDER);
    to.setSignals(joined);
    from.setSignals(List.of());
    from.setHost(host.encoded());
    cases.keep(key, from);
    cases.keep(host, to);
  }

  private static void takeBack(CaseKey key, CaseKey host, Cases cases) {
    EventCase from = cases.find(host).orElseThrow();
    EventCase to = cases.find(key).orElseThrow();
    List<CaseSignal> kept = new ArrayList<>();
    List<CaseSignal> back = new ArrayList<>();
    for (CaseSignal signal : from.getSignals()) {
      boolean own = key.service().equals(signal.getVerdict().getScope().getService());
      if (own) {
        signal.setTakesPart(false);
      }
      (own ? back : kept).add(signal);
    }
    from.setSignals(kept);
    to.setSignals(back);
    to.setHost("");
    cases.keep(host, from);
    cases.keep(key, to);
  }
}
