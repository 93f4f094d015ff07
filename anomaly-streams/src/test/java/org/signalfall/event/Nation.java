package org.signalfall.event;

import static org.signalfall.event.VerdictMother.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.QuorumState;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;

/** Networks whose verdicts are votes on their country, as in the scope stage before the desk. */
final class Nation {

  private final Desk desk;
  private final Quorum quorum = new Quorum();
  private final Map<Scope, QuorumState> votes = new TreeMap<>();

  Nation(Desk desk) {
    this.desk = desk;
  }

  /** Casts the votes of one tick, and decides it. */
  void decide(Instant tick, List<SeriesVerdict.Builder> verdicts) {
    List<StageRecord> records = new ArrayList<>();
    for (SeriesVerdict.Builder verdict : verdicts) {
      StageRecord ballot = record(verdict, weight(verdict.getScope().getAsn()));
      records.add(ballot);
      for (Scope wider : Quorum.widerScopes(verdict.getScope())) {
        QuorumState state = votes.computeIfAbsent(wider, scope -> QuorumState.newBuilder().build());
        quorum.cast(state, wider, ballot).verdict().ifPresent(records::add);
      }
    }
    desk.decide(tick, records.toArray(StageRecord[]::new));
  }

  /** Returns whether the votes on the service say that the country is affected. */
  boolean isAffected(String service) {
    return votes.entrySet().stream()
        .anyMatch(
            entry -> service.equals(entry.getKey().getService()) && entry.getValue().getOpen());
  }

  /** Some networks are ten times as heavy as others. */
  private static double weight(long asn) {
    return 1 + asn % 10;
  }
}
