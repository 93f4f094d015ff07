package org.signalfall.ingest.ooni;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Signal (ts-029): HTTPS requests to the backend, checked against Signal's own root certificates.
 * All hosts are needed. Those that Signal had given up by then say nothing, as tests went on asking
 * for them (ooni/probe issues 2477 and 2627).
 *
 * <p>On 19 October 2022 Signal changed its root, which versions of the test before 0.2.2 don't
 * know, so from then on an unknown authority is the test's fault there (ooni/probe issue 2344).
 */
final class SignalTest implements OoniTest {

  static final Instant NEW_ROOT = Instant.parse("2022-10-19T00:00:00Z");

  private static final Pattern OLD_VERSION = Pattern.compile("0\\.(\\d{1,3})\\.(\\d{1,3})");

  private final ServiceComponent backend;

  SignalTest(ServiceCatalogue catalogue) {
    this.backend = OoniTest.component(catalogue, "signal/backend");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    NetworkRows rows = measurement.rows();
    TestVerdict verdict =
        TestVerdict.ofStatus(measurement.keys(), "signal_backend_status", "signal_backend_failure");
    boolean oldRoot =
        !measurement.time().isBefore(NEW_ROOT)
            && lacksNewRoot(measurement.fields().text("test_version"));
    if (oldRoot && verdict.failure().filter(Failures.UNKNOWN_AUTHORITY::equals).isPresent()) {
      verdict = TestVerdict.NOTHING;
    }
    List<Attempt> requests =
        rows.requests(host -> !backend.isRetired(host, measurement.time())).stream()
            .map(request -> oldRoot ? withoutUnknownAuthority(request) : request)
            .toList();
    EndpointTally hosts = new EndpointTally().add(requests).timedBy(rows.connectsTo(host -> true));
    return List.of(Finding.of(backend, hosts, measurement.unlessMute(verdict)));
  }

  private static Attempt withoutUnknownAuthority(Attempt request) {
    boolean unknown = request.failure().filter(Failures.UNKNOWN_AUTHORITY::equals).isPresent();
    return unknown
        ? Attempt.failed(request.host(), request.port(), Failures.UNNAMED, request.layer())
        : request;
  }

  private static boolean lacksNewRoot(Optional<String> testVersion) {
    Matcher version = OLD_VERSION.matcher(testVersion.orElse(""));
    if (!version.matches()) {
      return false;
    }
    int minor = Integer.parseInt(version.group(1));
    int patch = Integer.parseInt(version.group(2));
    return minor < 2 || (minor == 2 && patch < 2);
  }
}
