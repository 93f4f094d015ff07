package org.signalfall.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @param drafts events of the cases that this tick touched; children that a new parent adopts are
   *     added
   */
  void join(SortedMap<CaseKey, ConnectivityEvent> drafts, Cases cases) {
    SortedSet<String> countries = new TreeSet<>();
    for (Map.Entry<CaseKey, ConnectivityEvent> entry : drafts.entrySet()) {
      if (EventDesk.isOpen(entry.getValue())) {
        countries.add(entry.getKey().country());
      }
    }
    for (String country : countries) {
      for (CaseKey key : cases.ofCountry(country)) {
        adopt(key, drafts, cases);
      }
    }
  }

  private static void adopt(
      CaseKey child, SortedMap<CaseKey, ConnectivityEvent> drafts, Cases cases) {
    Optional<ConnectivityEvent> event = open(child, drafts, cases);
    if (event.isEmpty() || event.get().getParentId() != null) {
      return;
    }
    for (CaseKey wider : wider(child)) {
      Optional<ConnectivityEvent> parent = open(wider, drafts, cases);
      if (parent.isPresent()) {
        ConnectivityEvent joined = ConnectivityEvent.newBuilder(event.get()).build();
        joined.setParentId(parent.get().getEventId());
        if (!drafts.containsKey(child)) {
          joined.setStatus(EventStatus.UPDATED);
        }
        drafts.put(child, joined);
        return;
      }
    }
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
