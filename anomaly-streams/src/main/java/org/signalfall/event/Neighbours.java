package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.RelatedEvent;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;

/**
 * Finds out who else, at about the same time: other countries that keep the same service from
 * people, and networks and regions of one country that are hit alike without a common parent. Two
 * events are near each other when their onsets lie no more than six hours apart, which is about how
 * long one occasion has governments act on it; an onset known too loosely is near none.
 *
 * <p>An event is looked at {@link #LOOK} after it was detected, or when it is resolved before that;
 * of a country also when it opens. So who acts last names the others at once, and the others follow
 * in one revision.
 */
final class Neighbours {

  static final Duration LOOK = Duration.ofHours(24);
  static final int MAX = 16;

  private static final Duration NEAR = Duration.ofHours(6);

  private Neighbours() {}

  /** Returns whether an event's neighbours are to be named for good at that time. */
  static boolean areDue(ConnectivityEvent event, Instant asOf) {
    return event.getDetectedAt().plus(LOOK).equals(asOf);
  }

  /** Names the neighbours of an event that is yet to be published. */
  static void name(CaseKey key, ConnectivityEvent draft, Instant asOf, Cases cases) {
    boolean opens = draft.getStatus() == EventStatus.OPEN && key.level() == ScopeLevel.COUNTRY;
    boolean ends =
        draft.getStatus() == EventStatus.RESOLVED
            && asOf.isBefore(draft.getDetectedAt().plus(LOOK));
    if (opens || ends || areDue(draft, asOf)) {
      draft.setRelated(of(key, draft, cases));
    }
  }

  /** Returns the neighbours known by now, in order of id; who was named once stays named. */
  static List<RelatedEvent> of(CaseKey key, ConnectivityEvent event, Cases cases) {
    List<RelatedEvent> related = new ArrayList<>(event.getRelated());
    for (CaseKey other : candidates(key, event, cases)) {
      cases
          .find(other)
          .map(EventCase::getEvent)
          .filter(neighbour -> isNear(event, neighbour))
          .filter(neighbour -> !isPart(neighbour))
          .map(neighbour -> new RelatedEvent(neighbour.getEventId(), relation(key, other)))
          .filter(found -> !related.contains(found))
          .ifPresent(related::add);
    }
    List<RelatedEvent> bounded = related.subList(0, Math.min(MAX, related.size()));
    return bounded.stream().sorted(Comparator.comparing(RelatedEvent::getEventId)).toList();
  }

  private static List<CaseKey> candidates(CaseKey key, ConnectivityEvent event, Cases cases) {
    if (key.level() == ScopeLevel.COUNTRY && event.getCategory() == Category.RESTRICTION) {
      return key.isOfEveryService()
          ? List.of()
          : cases.ofService(key.service()).stream()
              .filter(other -> other.level() == ScopeLevel.COUNTRY)
              .filter(other -> !other.country().equals(key.country()))
              .toList();
    }
    if (!isLocal(key) || isPart(event)) {
      return List.of();
    }
    return cases.ofCountry(key.country()).stream()
        .filter(other -> isLocal(other) && !holds(key, other) && !holds(other, key))
        .toList();
  }

  private static boolean isLocal(CaseKey key) {
    return key.level() == ScopeLevel.NETWORK || key.level() == ScopeLevel.REGION;
  }

  /** Returns whether one of the two is the other, or has it within: a region its networks. */
  private static boolean holds(CaseKey one, CaseKey other) {
    boolean sameRegion = one.region().isEmpty() || one.region().equals(other.region());
    boolean sameNetwork = one.asn() == 0 || one.asn() == other.asn();
    return sameRegion && sameNetwork;
  }

  private static boolean isPart(ConnectivityEvent event) {
    return event.getParentId() != null && event.getScope().getLevel() != ScopeLevel.COUNTRY;
  }

  private static boolean isNear(ConnectivityEvent event, ConnectivityEvent other) {
    return event.getCategory() == other.getCategory()
        && other.getStatus() != EventStatus.RETRACTED
        && !other.getEventId().isEmpty()
        && sharesService(event, other)
        && !event.getSinceBeforeObservation()
        && !other.getSinceBeforeObservation()
        && areNear(event.getOnset(), other.getOnset());
  }

  private static boolean sharesService(ConnectivityEvent event, ConnectivityEvent other) {
    return event.getCategory() == Category.OUTAGE
        || !Collections.disjoint(event.getServices(), other.getServices());
  }

  private static boolean areNear(TimeInterval one, TimeInterval other) {
    if (Onsets.isVague(one) || Onsets.isVague(other)) {
      return false;
    }
    return !one.getEarliest().minus(NEAR).isAfter(other.getLatest())
        && !other.getEarliest().minus(NEAR).isAfter(one.getLatest());
  }

  private static String relation(CaseKey key, CaseKey other) {
    boolean sameCountry = key.country().equals(other.country());
    String what = key.service().isEmpty() ? "same time" : "same service";
    return what + (sameCountry ? ", same country" : ", another country");
  }
}
