package org.signalfall.event;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;

/**
 * Decides how sure an event is. It is confirmed when two independent signals agree, or a precise
 * one speaks beyond doubt, or enough failures come from enough vantages while the controls pass,
 * even without any one vantage, software version or network.
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
            .map(Confirmation::source)
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
            "%s fails from %s vantages while controls pass, whichever one is left out"
                .formatted(verdict.getSignal(), Counts.published(verdict.getVantages())));
      }
    }
    return basis;
  }

  /**
   * Returns what the verdict was measured by. All that probes say comes from the same measurements;
   * what networks or regions voted on is the signal that they were measured by.
   */
  private static String source(SeriesVerdict verdict) {
    if (verdict.getFamily() == SignalFamily.PROBE) {
      return verdict.getFeed();
    }
    String signal = verdict.getSignal();
    int slash = signal.indexOf('/');
    return verdict.getFeed() + "/" + (slash < 0 ? signal : signal.substring(0, slash));
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
    long enough = enoughFailures(verdict);
    return verdict.getFailures() >= enough && LeaveOneOut.survives(verdict, enough);
  }

  private long enoughFailures(SeriesVerdict verdict) {
    long span = verdict.getBinEnd().toEpochMilli() - verdict.getFirstBin().toEpochMilli();
    return span >= rules.minSpan().toMillis() ? rules.minSamples() : rules.manySamples();
  }
}
