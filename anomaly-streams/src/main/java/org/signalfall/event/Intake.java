package org.signalfall.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;

/** Enters a verdict into its case. */
final class Intake {

  /** Order of the signals of a case. */
  static final Comparator<CaseSignal> ORDER =
      Comparator.comparing((CaseSignal signal) -> signal.getVerdict().getFeed())
          .thenComparing(signal -> signal.getVerdict().getSignal())
          .thenComparing(Signals::service)
          .thenComparing(signal -> Objects.toString(componentOf(signal), ""));

  private Intake() {}

  /** Takes the record's verdict as the latest word of its signal. */
  static void take(EventCase subject, StageRecord record) {
    SeriesVerdict verdict = record.getVerdict();
    List<CaseSignal> signals = new ArrayList<>(subject.getSignals());
    CaseSignal known = find(subject, verdict).orElse(null);
    if (known == null) {
      known = CaseSignal.newBuilder().build();
      signals.add(known);
    }
    if (known.getTakesPart() && verdict.getOnset() == null) {
      // What the signal said of the event stays; only its state moves on.
      Signals.moveOn(known, verdict.getAfter());
    } else {
      known.setVerdict(verdict);
      known.setNetworks(record.getNetworks());
      known.setNetworksOmitted(record.getNetworksOmitted());
    }
    signals.sort(ORDER);
    subject.setSignals(signals);
  }

  /**
   * Takes what late data make of a signal's word on an event that goes on, or may still be revised.
   *
   * @return whether the signal takes part in such an event
   */
  static boolean correct(EventCase subject, StageRecord record) {
    SeriesVerdict corrected = record.getVerdict();
    Optional<CaseSignal> known =
        find(subject, corrected)
            .filter(CaseSignal::getTakesPart)
            .filter(signal -> !subject.getEvent().getIsFinal());
    known.ifPresent(
        signal -> {
          if (corrected.getNetworkName() == null) {
            corrected.setNetworkName(signal.getVerdict().getNetworkName());
          }
          signal.setVerdict(corrected);
          signal.setTakesPart(corrected.getOnset() != null);
        });
    return known.isPresent();
  }

  private static Optional<CaseSignal> find(EventCase subject, SeriesVerdict verdict) {
    return subject.getSignals().stream().filter(signal -> isSame(signal, verdict)).findFirst();
  }

  private static boolean isSame(CaseSignal signal, SeriesVerdict verdict) {
    return signal.getVerdict().getFeed().equals(verdict.getFeed())
        && signal.getVerdict().getSignal().equals(verdict.getSignal())
        && Objects.equals(
            signal.getVerdict().getScope().getService(), verdict.getScope().getService())
        && Objects.equals(componentOf(signal), verdict.getScope().getComponent());
  }

  private static String componentOf(CaseSignal signal) {
    Scope scope = signal.getVerdict().getScope();
    return scope.getComponent();
  }
}
