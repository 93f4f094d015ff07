package org.signalfall.ingest.ooni;

import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Outcome;
import org.signalfall.ingest.catalogue.ServiceComponent;

/** What a measurement says about one component of a service. */
record Finding(ServiceComponent component, ComponentOutcome outcome) {

  static Finding of(ServiceComponent component, EndpointTally tally, TestVerdict verdict) {
    return new Finding(component, tally.outcome(component, verdict));
  }

  /** Returns what a verdict says of a component that is tried as one. */
  static Finding of(ServiceComponent component, TestVerdict verdict) {
    EndpointTally tally = new EndpointTally().expecting(1);
    String whole = component.component();
    if (verdict.says() == Outcome.SUCCESS) {
      tally.add(whole, Attempt.passed(whole, 0));
    } else if (verdict.says() == Outcome.FAILURE) {
      String failure = verdict.failure().orElse(Failures.UNTOLD);
      tally.add(whole, Attempt.failed(whole, 0, failure, verdict.layer()));
    }
    return of(component, tally, verdict);
  }
}
