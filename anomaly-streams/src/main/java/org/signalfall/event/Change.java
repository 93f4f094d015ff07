package org.signalfall.event;

import java.util.List;
import java.util.Objects;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evidence;

/** Decides whether consumers should hear that an open event has changed. */
final class Change {

  private final int severityStep;

  Change(int severityStep) {
    this.severityStep = severityStep;
  }

  boolean isNews(ConnectivityEvent before, ConnectivityEvent after) {
    return before.getCategory() != after.getCategory()
        || before.getKind() != after.getKind()
        || before.getMethod() != after.getMethod()
        || before.getConfidence() != after.getConfidence()
        || before.getObservation() != after.getObservation()
        || Math.abs(before.getSeverity() - after.getSeverity()) >= severityStep
        || !before.getScope().equals(after.getScope())
        || !before.getServices().equals(after.getServices())
        || !before.getOnset().equals(after.getOnset())
        || !Objects.equals(before.getMilestoneDays(), after.getMilestoneDays())
        || !Objects.equals(before.getRoutingAffected(), after.getRoutingAffected())
        || !Objects.equals(before.getRecurrence(), after.getRecurrence())
        || !Objects.equals(before.getParentId(), after.getParentId())
        || !asns(before).equals(asns(after))
        || before.getNetworksOmitted() != after.getNetworksOmitted()
        || !signals(before).equals(signals(after));
  }

  private static List<Long> asns(ConnectivityEvent event) {
    return event.getNetworks().stream().map(AffectedNetwork::getAsn).sorted().toList();
  }

  private static List<String> signals(ConnectivityEvent event) {
    return event.getEvidence().stream().map(Evidence::getSignal).sorted().toList();
  }
}
