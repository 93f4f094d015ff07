package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/**
 * Web Connectivity (ts-017): one website, and those that it redirects to. See {@link WebVerdict}
 * for the outcome, {@link RedirectTrail} for whose outcome it is.
 */
final class WebConnectivityTest implements OoniTest {

  private final ServiceCatalogue catalogue;

  WebConnectivityTest(ServiceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Returns where an input of the test points. */
  static Target target(Fields measurement) throws MalformedRecordException {
    String input = measurement.requiredText("input");
    return Target.of(input)
        .orElseThrow(
            () ->
                new MalformedRecordException(
                    "the input " + Quoted.of(input) + " is no URL with a host"));
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    Target input = target(measurement.fields());
    NetworkRows rows = measurement.rows();
    RedirectTrail trail = RedirectTrail.of(input, rows.exchanges(), catalogue);
    Optional<Attempt> attempt = new WebVerdict(measurement, input, trail.end()).attempt();
    if (rows.sayNothing()) {
      return List.of(finding(catalogue.ofHost(input.host()), attempt, rows));
    }
    List<Finding> findings = new ArrayList<>();
    for (ServiceComponent passed : trail.passed()) {
      findings.add(finding(passed, Optional.of(Attempt.passed(input.host(), input.port())), rows));
    }
    findings.add(finding(trail.last(), attempt, rows));
    return findings;
  }

  private Finding finding(ServiceComponent component, Optional<Attempt> attempt, NetworkRows rows) {
    EndpointTally tally = new EndpointTally().expecting(1);
    attempt.ifPresent(one -> tally.add(one.host(), one));
    tally.timedBy(
        rows.connectsTo(host -> catalogue.ofHost(host).service().equals(component.service())));
    return Finding.of(component, tally, TestVerdict.SILENT);
  }
}
