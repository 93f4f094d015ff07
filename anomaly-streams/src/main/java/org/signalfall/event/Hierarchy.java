package org.signalfall.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.ScopeLevel;

/**
 * Joins an open event to the open event of the next wider scope for the same service, so that one
 * cause is one event with parts.
 */
final class Hierarchy {

  /**
   * Gives children their parents.
   *
   * @param touched cases that this tick touched
   * @param drafts their events; children that a new parent adopts are added
   */
  void join(Set<CaseKey> touched, SortedMap<CaseKey, ConnectivityEvent> drafts, Cases cases) {
    SortedSet<CaseKey> children = new TreeSet<>(drafts.keySet());
    touched.stream()
        .filter(key -> mayAdopt(key, drafts, cases))
        .map(CaseKey::country)
        .distinct()
        .forEach(country -> children.addAll(cases.ofCountry(country)));
    children.forEach(child -> adopt(child, drafts, cases));
  }

  /** Returns whether the case is a parent that was none before, or a parent of other services. */
  private static boolean mayAdopt(
      CaseKey key, SortedMap<CaseKey, ConnectivityEvent> drafts, Cases cases) {
    if (key.level() == ScopeLevel.NETWORK) {
      return false;
    }
    Optional<EventCase> subject = cases.find(key);
    if (subject.flatMap(Companions::host).isPresent()) {
      return true;
    }
    ConnectivityEvent draft = drafts.get(key);
    return draft != null
        && EventDesk.isOpen(draft)
        && subject
            .map(EventCase::getEvent)
            .filter(before -> EventDesk.isOpen(before))
            .filter(before -> before.getServices().equals(draft.getServices()))
            .isEmpty();
  }

  private static void adopt(
      CaseKey child, SortedMap<CaseKey, ConnectivityEvent> drafts, Cases cases) {
    Optional<ConnectivityEvent> event = open(child, drafts, cases);
    if (event.isEmpty()) {
      return;
    }
    String before = event.get().getParentId();
    Optional<ConnectivityEvent> parent = parent(child, event.get(), drafts, cases);
    if (parent.isPresent() && !parent.get().getEventId().equals(before)) {
      ConnectivityEvent joined = ConnectivityEvent.newBuilder(event.get()).build();
      joined.setParentId(parent.get().getEventId());
      if (!drafts.containsKey(child)) {
        joined.setStatus(EventStatus.UPDATED);
      }
      drafts.put(child, joined);
    }
  }

  /** A sweep outranks any other parent, whenever it opens; else the first parent stays. */
  private static Optional<ConnectivityEvent> parent(
      CaseKey child,
      ConnectivityEvent event,
      SortedMap<CaseKey, ConnectivityEvent> drafts,
      Cases cases) {
    if (!event.getServices().isEmpty() && !child.isOfEveryService()) {
      Optional<ConnectivityEvent> sweep =
          open(Sweep.caseOf(child.country()), drafts, cases)
              .filter(parent -> !Collections.disjoint(parent.getServices(), event.getServices()));
      if (sweep.isPresent()) {
        return sweep;
      }
    }
    if (event.getParentId() != null) {
      return Optional.empty();
    }
    List<String> services =
        event.getServices().isEmpty() ? List.of(child.service()) : event.getServices();
    return services.stream()
        .flatMap(service -> wider(child.of(service)).stream())
        .sorted(Comparator.comparing(CaseKey::level).reversed())
        .flatMap(wider -> open(Companions.holder(wider, cases), drafts, cases).stream())
        .findFirst();
  }

  private static Optional<ConnectivityEvent> open(
      CaseKey key, SortedMap<CaseKey, ConnectivityEvent> drafts, Cases cases) {
    ConnectivityEvent draft = drafts.get(key);
    Optional<ConnectivityEvent> event =
        draft == null ? cases.find(key).map(EventCase::getEvent) : Optional.of(draft);
    return event.filter(EventDesk::isOpen);
  }

  /** Returns the scopes that may hold the parent, the narrowest first. */
  static List<CaseKey> wider(CaseKey key) {
    List<CaseKey> wider = new ArrayList<>();
    if (key.level() == ScopeLevel.NETWORK && !key.region().isEmpty()) {
      wider.add(new CaseKey(key.country(), ScopeLevel.REGION, 0, key.region(), key.service()));
    }
    if (key.level() == ScopeLevel.NETWORK || key.level() == ScopeLevel.REGION) {
      wider.add(new CaseKey(key.country(), ScopeLevel.COUNTRY, 0, "", key.service()));
    }
    return wider;
  }
}
