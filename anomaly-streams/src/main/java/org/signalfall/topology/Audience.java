package org.signalfall.topology;

import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;

/**
 * Says who in the event stage must hear of a verdict: its country's task, and when a whole country
 * begins or ends to keep a service from people, every task. So each knows which events its own may
 * be related to, by the rules that name them.
 */
final class Audience {

  /** Key of what concerns every task. */
  static final String EVERYONE = "";

  private Audience() {}

  /** Returns the key under which the event stage is to hear of a verdict. */
  static String of(SeriesVerdict verdict) {
    Scope scope = verdict.getScope();
    boolean ofCountry = scope.getLevel() == ScopeLevel.COUNTRY && scope.getService() != null;
    boolean turns = isAffected(verdict.getBefore()) != isAffected(verdict.getAfter());
    return ofCountry && turns ? EVERYONE : scope.getCountry();
  }

  private static boolean isAffected(SeriesState state) {
    return state == SeriesState.OPEN || state == SeriesState.RECOVERING;
  }
}
