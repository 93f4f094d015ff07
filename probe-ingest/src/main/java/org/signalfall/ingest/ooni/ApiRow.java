package org.signalfall.ingest.ooni;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Reads a row of OONI's measurements API, which has no rows of the network, only OONI's own
 * verdict: {@code anomaly}, {@code confirmed}, {@code failure} and {@code scores}.
 *
 * <ul>
 *   <li>{@code failure}: OONI doesn't trust the measurement, NO_EVIDENCE
 *   <li>no anomaly: SUCCESS. For a website that includes one that is down for all
 *   <li>website: FAILURE when confirmed, or by the type of blocking in the scores; {@code
 *       http-diff} alone is NO_EVIDENCE, as it is from the raw measurement
 *   <li>Telegram, Messenger, Signal: by the counts and failures in the scores where they are given
 *   <li>else the test as a whole, under the component {@code any} where it has several: which of
 *       them failed isn't told
 * </ul>
 */
final class ApiRow {

  private static final String ANOMALY = "anomaly";
  private static final int MAX_ENDPOINTS = 1_000;
  private static final Instant FIRST_RETIREMENT = Instant.parse("2023-05-01T00:00:00Z");

  private final ServiceCatalogue catalogue;

  ApiRow(ServiceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Returns whether an object is such a row: a verdict without what it was made from. */
  static boolean isOne(Fields fields) {
    return !fields.has("test_keys") && fields.has(ANOMALY) && fields.has("failure");
  }

  /**
   * Reads a row of a test that is understood.
   *
   * @throws MalformedRecordException when its fields aren't what the API gives
   */
  List<Finding> read(String test, Fields row, Instant time) throws MalformedRecordException {
    boolean untrusted = row.isTrue("failure");
    boolean anomaly = row.isTrue(ANOMALY) || row.isTrue("confirmed");
    Fields scores = row.objectOrText("scores");
    return switch (test) {
      case "web_connectivity" -> {
        ServiceComponent site = catalogue.ofHost(WebConnectivityTest.target(row).host());
        yield whole(site, untrusted ? TestVerdict.NOTHING : site(row, scores, anomaly));
      }
      case "telegram" -> untrusted ? nothing(test) : telegram(scores, anomaly);
      case "facebook_messenger" -> untrusted ? nothing(test) : messenger(scores, anomaly);
      case "signal" ->
          untrusted
              ? nothing(test)
              : whole(component(test), signal(scores.object("analysis"), anomaly, time));
      default ->
          untrusted ? nothing(test) : whole(component(test), word(anomaly, Optional.empty()));
    };
  }

  private static TestVerdict site(Fields row, Fields scores, boolean anomaly)
      throws MalformedRecordException {
    Optional<String> type = scores.object("analysis").text("blocking_type");
    if (!anomaly) {
      return TestVerdict.PASSED;
    }
    return switch (type.orElse("")) {
      case "dns" -> TestVerdict.blocked(type, Layer.DNS);
      case "tcp_ip" -> TestVerdict.blocked(type, Layer.TCP);
      case "http-failure" -> TestVerdict.blocked(type, Layer.HTTP);
      default ->
          row.isTrue("confirmed")
              ? TestVerdict.blocked(Optional.of("confirmed"), Layer.HTTP)
              : TestVerdict.NOTHING;
    };
  }

  private List<Finding> telegram(Fields scores, boolean anomaly) throws MalformedRecordException {
    Optional<Integer> failed = count(scores, "http_failure_cnt");
    Optional<Integer> passed = count(scores, "http_success_cnt");
    if (failed.isEmpty() || passed.isEmpty()) {
      return whole(component("telegram"), word(anomaly, Optional.empty()));
    }
    boolean unconnected =
        scores.integer("unreachable_endpoints").orElse(0)
            > scores.integer("accessible_endpoints").orElse(0);
    EndpointTally app =
        tally(passed.get(), failed.get(), Failures.UNTOLD, unconnected ? Layer.TCP : Layer.HTTP);
    Optional<String> webFailure = scores.failure("web_failure");
    if (webFailure.filter(ApiRow::isOffline).isPresent()) {
      return nothing("telegram");
    }
    TestVerdict web = webFailure.isEmpty() ? TestVerdict.PASSED : word(true, webFailure);
    return List.of(
        Finding.of(component("telegram/access_points"), app, TestVerdict.SILENT),
        Finding.of(component("telegram/web"), web));
  }

  private static boolean isOffline(String failure) {
    return Failures.saysNothing(failure) || Failures.isNetworkUnreachable(failure);
  }

  private static Optional<Integer> count(Fields scores, String name)
      throws MalformedRecordException {
    Optional<Integer> count = scores.integer(name);
    if (count.filter(number -> number < 0 || number > MAX_ENDPOINTS).isPresent()) {
      throw new MalformedRecordException(
          "scores." + name + " is " + count.get() + ", not 0 to " + MAX_ENDPOINTS);
    }
    return count;
  }

  /** The scores name the endpoints that failed, and no others. */
  private List<Finding> messenger(Fields scores, boolean anomaly) throws MalformedRecordException {
    ServiceComponent app = component("facebook_messenger/endpoints");
    Predicate<String> denied = scores::isFalse;
    List<String> names = scores.names();
    long misled =
        names.stream().filter(name -> name.endsWith("_dns_consistent")).filter(denied).count();
    long unreachable =
        names.stream().filter(name -> name.endsWith("_reachable")).filter(denied).count();
    int failed = (int) Math.min(misled + unreachable, app.expected().orElse(1));
    if (!anomaly || failed == 0) {
      return whole(app, word(anomaly, Optional.empty()));
    }
    int passed = app.expected().orElse(failed) - failed;
    boolean byDns = misled >= unreachable;
    String word = byDns ? "facebook_dns_blocking" : "facebook_tcp_blocking";
    EndpointTally tally = tally(passed, failed, word, byDns ? Layer.DNS : Layer.TCP);
    return List.of(Finding.of(app, tally, TestVerdict.SILENT));
  }

  /**
   * Which version tested isn't told, nor which host failed. So an unknown authority may be the
   * test's fault since Signal has its new root, and a host without an address may be one that
   * Signal has given up.
   */
  private static TestVerdict signal(Fields analysis, boolean anomaly, Instant time)
      throws MalformedRecordException {
    Optional<String> failure = analysis.failure("signal_backend_failure");
    boolean oldRoot =
        !time.isBefore(SignalTest.NEW_ROOT)
            && failure.filter(Failures.UNKNOWN_AUTHORITY::equals).isPresent();
    boolean retired =
        !time.isBefore(FIRST_RETIREMENT)
            && failure.filter(word -> Failures.layer(word, Layer.UNKNOWN) == Layer.DNS).isPresent();
    return oldRoot || retired ? TestVerdict.NOTHING : word(anomaly, failure);
  }

  private static TestVerdict word(boolean anomaly, Optional<String> failure) {
    if (!anomaly) {
      return TestVerdict.PASSED;
    }
    boolean inconclusive =
        failure.filter(word -> Failures.isContent(word) || Failures.saysNothing(word)).isPresent();
    return inconclusive
        ? TestVerdict.NOTHING
        : TestVerdict.blocked(failure.or(() -> Optional.of(Failures.UNTOLD)), Layer.UNKNOWN);
  }

  private static EndpointTally tally(int passed, int failed, String failure, Layer layer) {
    EndpointTally tally = new EndpointTally();
    for (int i = 0; i < passed; i++) {
      tally.add("passed " + i, Attempt.passed("", i));
    }
    for (int i = 0; i < failed; i++) {
      tally.add("failed " + i, Attempt.failed("", i, failure, layer));
    }
    return tally;
  }

  private List<Finding> nothing(String test) {
    return whole(component(test), TestVerdict.NOTHING);
  }

  private static List<Finding> whole(ServiceComponent component, TestVerdict verdict) {
    return List.of(Finding.of(component, verdict));
  }

  private ServiceComponent component(String test) {
    return OoniTest.component(catalogue, test);
  }
}
