package org.signalfall.event;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.StageRecord;

/** What the event stage remembers, wherever that is kept. */
public interface Cases {

  /** Returns the case, if one is known. */
  Optional<EventCase> find(CaseKey key);

  /** Keeps the case. */
  void keep(CaseKey key, EventCase changed);

  /** Returns the keys of all cases whose encoded key begins with the prefix, in order. */
  List<CaseKey> startingWith(String prefix);

  /** Returns the keys of all cases of a country, in order. */
  default List<CaseKey> ofCountry(String country) {
    return startingWith(CaseKey.countryPrefix(country));
  }

  /** Returns the keys of all cases of the same place, whatever the service, in order. */
  default List<CaseKey> ofPlace(CaseKey key) {
    return startingWith(key.placePrefix());
  }

  /** Returns the keys of all cases of a service, in any country that is known of, in order. */
  List<CaseKey> ofService(String service);

  /**
   * Returns whether a country's events are published here. Of other countries no more is known than
   * which services the whole of them keeps from people.
   */
  boolean isOurs(String country);

  /** Returns whether a feed sees. */
  Sight sight(String feed);

  /** Returns the latest word on how the service fares across countries, if there is one. */
  Optional<StageRecord> context(String service);
}
