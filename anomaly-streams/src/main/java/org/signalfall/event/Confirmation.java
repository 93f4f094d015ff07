package org.signalfall.event;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;

/**
 * Decides how sure an event is. It is confirmed when two independent signals agree, or a precise
 * one speaks beyond doubt, or enough failures come from enough vantages while the controls pass.
 */
final class Confirmation {

  private final EventRules rules;

  Confirmation(EventRules rules) {
    this.rules = rules;
  }

  /** Returns why the participants confirm the event, one phrase each; empty when they do not. */
  List<String> basis(List<CaseSignal> participants) {
    List<String> basis = new ArrayList<>();
    long independent =
        participants.stream()
            .map(CaseSignal::getVerdict)
            .map(verdict -> verdict.getFeed() + "/" + source(verdict.getSignal()))
            .distinct()
            .count();
    if (independent >= 2 && participants.stream().anyMatch(Signals::isPrecise)) {
      basis.add(independent + " independent signals agree");
    }
    for (CaseSignal signal : participants) {
      SeriesVerdict verdict = signal.getVerdict();
      if (verdict.getFamily() == SignalFamily.LEVEL && isBeyondDoubt(verdict)) {
        basis.add(verdict.getSignal() + " is precise and beyond doubt");
      }
      if (verdict.getFamily() == SignalFamily.PROBE && failsForMany(verdict)) {
        basis.add(
            "%s fails from %d vantages while controls pass"
                .formatted(verdict.getSignal(), verdict.getVantages()));
      }
    }
    return basis;
  }

  /** What networks or regions voted on is the signal that they were measured by. */
  private static String source(String signal) {
    int slash = signal.indexOf('/');
    return slash < 0 ? signal : signal.substring(0, slash);
  }

  private boolean isBeyondDoubt(SeriesVerdict verdict) {
    return !verdict.getNoisy()
        && isCount(verdict.getSignal())
        && verdict.getScore() >= rules.beyondDoubt() * verdict.getThreshold();
  }

  /** Counts of address space are precise; how much people ask for is not. */
  private static boolean isCount(String signal) {
    return signal.startsWith("bgp") || signal.contains("probing");
  }

  private boolean failsForMany(SeriesVerdict verdict) {
    if (!verdict.getControlled() || verdict.getVantages() < rules.minVantages()) {
      return false;
    }
    long span = verdict.getBinEnd().toEpochMilli() - verdict.getFirstBin().toEpochMilli();
    return verdict.getFailures() >= rules.manySamples()
        || (verdict.getFailures() >= rules.minSamples() && span >= rules.minSpan().toMillis());
  }
}
