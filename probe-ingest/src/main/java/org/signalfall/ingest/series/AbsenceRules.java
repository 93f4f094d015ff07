package org.signalfall.ingest.series;

import java.util.HashMap;
import java.util.Map;
import org.signalfall.avro.Absence;

/**
 * Says what an empty bin of a signal means.
 *
 * <p>MISSING unless the caller, the file or this table says otherwise. The table holds the names of
 * signals whose publishers give no row when the count is zero:
 *
 * <ul>
 *   <li>{@code active-probing-replies}: replies to probes in an hour; an hour without a reply has
 *       no row
 * </ul>
 */
final class AbsenceRules {

  private static final Map<String, Absence> KNOWN = Map.of("active-probing-replies", Absence.ZERO);

  private final Map<String, Absence> bySignal;

  /** Takes what the caller declares, which goes before the table. */
  AbsenceRules(Map<String, Absence> declared) {
    bySignal = new HashMap<>(KNOWN);
    bySignal.putAll(declared);
  }

  Absence of(String signal) {
    return bySignal.getOrDefault(signal, Absence.MISSING);
  }
}
