package org.signalfall.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.TimeInterval;

/**
 * Lets an event go on under another category when its measurements come to say otherwise: what
 * looks like the block of a service is the first sign of an outage when all else fails since the
 * same time, and an outage was a block when all but one service come back.
 *
 * <p>Only probes can tell one from the other, so one feed of probes must say both. The event moves
 * between two cases of the place with its id and its history; a restriction that an outage explains
 * has no event of its own.
 */
final class Reclassification {

  private Reclassification() {}

  /**
   * Moves events whose category no longer holds.
   *
   * @param touched cases that something happened to; those that an event left or joined are added
   */
  static void apply(Set<CaseKey> touched, Cases cases) {
    Set<CaseKey> places =
        touched.stream()
            .filter(Reclassification::isLocal)
            .map(key -> key.of(""))
            .collect(Collectors.toCollection(TreeSet::new));
    for (CaseKey outage : places) {
      cases
          .find(outage)
          .ifPresent(
              subject -> {
                boolean open = EventDesk.isOpen(subject.getEvent());
                Optional<CaseKey> other =
                    restrictions(outage, cases).stream()
                        .filter(
                            key ->
                                open
                                    ? hasBecome(key, subject, cases)
                                    : wasFirstSign(key, subject, cases))
                        .findFirst();
                other.ifPresent(
                    restriction -> {
                      touched.add(outage);
                      touched.add(restriction);
                      if (open) {
                        move(outage, restriction, cases);
                      } else {
                        move(restriction, outage, cases);
                      }
                    });
              });
    }
  }

  private static boolean isLocal(CaseKey key) {
    return key.level() == ScopeLevel.NETWORK || key.level() == ScopeLevel.REGION;
  }

  private static List<CaseKey> restrictions(CaseKey outage, Cases cases) {
    return cases.ofPlace(outage).stream().filter(key -> !key.service().isEmpty()).toList();
  }

  /** Returns whether the open restriction is what the outage began with. */
  private static boolean wasFirstSign(CaseKey restriction, EventCase outage, Cases cases) {
    ConnectivityEvent event = cases.find(restriction).orElseThrow().getEvent();
    return isFree(outage)
        && EventDesk.isOpen(event)
        && !event.getSinceBeforeObservation()
        && isSaidOf(outage, event.getOnset(), cases.find(restriction).orElseThrow());
  }

  /** Returns whether the restriction is all that is left of the open outage. */
  private static boolean hasBecome(CaseKey restriction, EventCase outage, Cases cases) {
    EventCase subject = cases.find(restriction).orElseThrow();
    List<CaseSignal> affected = Signals.affected(subject);
    return isFree(subject)
        && !affected.isEmpty()
        && Signals.affected(outage).isEmpty()
        && Signals.participants(outage).stream().noneMatch(one -> one.getVerdict().getDefect())
        && AtOnce.are(outage.getEvent().getOnset(), Onsets.onset(affected))
        && areSeenAlike(affected, Signals.participants(outage));
  }

  /**
   * Returns whether an open outage of the same place explains why a service fails.
   *
   * @param affected the signals of the service's failure
   */
  static boolean explains(CaseKey key, List<CaseSignal> affected, Cases cases) {
    if (!isLocal(key) || key.service().isEmpty() || affected.isEmpty()) {
      return false;
    }
    return cases
        .find(key.of(""))
        .filter(outage -> AtOnce.are(onset(outage), Onsets.onset(affected)))
        .filter(outage -> areSeenAlike(affected, Signals.affected(outage)))
        .isPresent();
  }

  /** Returns since when an outage is open, or will be when all cases of the tick are decided. */
  private static TimeInterval onset(EventCase outage) {
    return EventDesk.isOpen(outage.getEvent())
        ? outage.getEvent().getOnset()
        : Onsets.onset(Signals.affected(outage));
  }

  private static boolean isSaidOf(EventCase outage, TimeInterval onset, EventCase restriction) {
    List<CaseSignal> failing =
        Signals.affected(outage).stream().filter(Reclassification::isOfProbes).toList();
    return AtOnce.are(onset, Onsets.onset(failing))
        && areSeenAlike(Signals.participants(restriction), failing);
  }

  private static boolean isOfProbes(CaseSignal signal) {
    return signal.getVerdict().getFamily() == SignalFamily.PROBE && Signals.isPrecise(signal);
  }

  /** Returns whether the feeds of probes that saw the first saw the second too. */
  private static boolean areSeenAlike(List<CaseSignal> service, List<CaseSignal> outage) {
    Set<String> feeds = feeds(service);
    return !feeds.isEmpty() && feeds(outage).containsAll(feeds);
  }

  private static Set<String> feeds(List<CaseSignal> signals) {
    return signals.stream()
        .filter(Reclassification::isOfProbes)
        .map(signal -> signal.getVerdict().getFeed())
        .collect(Collectors.toSet());
  }

  /** An event that may still be revised must not be pushed out by another. */
  private static boolean isFree(EventCase subject) {
    ConnectivityEvent event = subject.getEvent();
    return event.getEventId().isEmpty() || event.getIsFinal();
  }

  /** What is left remembers when its event was detected, so that no other gets the same id. */
  private static void move(CaseKey from, CaseKey to, Cases cases) {
    EventCase left = cases.find(from).orElseThrow();
    EventCase joined = cases.find(to).orElseThrow();
    ConnectivityEvent event = left.getEvent();
    joined.setEvent(ConnectivityEvent.newBuilder(event).setParentId(null).build());
    left.setEvent(ConnectivityEvent.newBuilder().setDetectedAt(event.getDetectedAt()).build());
    left.getSignals().forEach(signal -> signal.setTakesPart(false));
    cases.keep(from, left);
    cases.keep(to, joined);
  }
}
