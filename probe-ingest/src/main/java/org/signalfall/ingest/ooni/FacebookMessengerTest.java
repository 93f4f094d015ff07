package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Facebook Messenger (ts-019): seven endpoints, for each of which the test says whether DNS gave an
 * address of Facebook's and, but for {@code stun}, whether TCP connected.
 */
final class FacebookMessengerTest implements OoniTest {

  private static final String STUN = "stun";
  private static final int HTTPS = 443;

  private static final List<String> ENDPOINTS =
      List.of(STUN, "b_api", "b_graph", "edge", "external_cdn", "scontent_cdn", "star");

  @Override
  public Result read(Fields measurement) throws MalformedRecordException {
    Fields keys = measurement.requiredObject("test_keys");
    EndpointTally tally = new EndpointTally();
    for (String endpoint : ENDPOINTS) {
      attempt(keys, endpoint).ifPresent(attempt -> tally.add(endpoint, attempt));
    }
    TestVerdict verdict = NetworkRows.of(keys).offline() ? TestVerdict.NOTHING : verdict(keys);
    return new Result("messenger", List.of(tally.outcome("app", ENDPOINTS.size(), verdict)));
  }

  private static TestVerdict verdict(Fields keys) throws MalformedRecordException {
    if (keys.isTrue("facebook_dns_blocking")) {
      return TestVerdict.blocked(Optional.of("facebook_dns_blocking"), Layer.DNS);
    }
    return keys.isTrue("facebook_tcp_blocking")
        ? TestVerdict.blocked(Optional.of("facebook_tcp_blocking"), Layer.TCP)
        : TestVerdict.SILENT;
  }

  private static Optional<Attempt> attempt(Fields keys, String endpoint)
      throws MalformedRecordException {
    Optional<Boolean> consistent = keys.flag("facebook_" + endpoint + "_dns_consistent");
    Optional<Boolean> reachable = keys.flag("facebook_" + endpoint + "_reachable");
    if (reachable.isPresent()) {
      return Optional.of(
          reachable.get()
              ? passed(endpoint)
              : failed(endpoint, "facebook_tcp_blocking", Layer.TCP));
    }
    if (consistent.filter(flag -> !flag).isPresent()) {
      return Optional.of(failed(endpoint, "facebook_dns_blocking", Layer.DNS));
    }
    return consistent.isPresent() && endpoint.equals(STUN)
        ? Optional.of(passed(endpoint))
        : Optional.empty();
  }

  private static Attempt passed(String endpoint) {
    return new Attempt(endpoint, HTTPS, Optional.empty(), Layer.UNKNOWN);
  }

  private static Attempt failed(String endpoint, String failure, Layer layer) {
    return new Attempt(endpoint, HTTPS, Optional.of(failure), layer);
  }
}
