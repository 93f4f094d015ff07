package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Signal (ts-029): HTTPS requests to the backend, checked against Signal's own root certificates.
 *
 * <p>On 19 October 2022 Signal changed its root, which versions of the test before 0.2.2 don't
 * know, so there an unknown authority is the test's fault (ooni/probe issue 2344).
 */
final class SignalTest implements OoniTest {

  private static final String UNKNOWN_AUTHORITY = "ssl_unknown_authority";
  private static final Pattern OLD_VERSION = Pattern.compile("0\\.(\\d{1,3})\\.(\\d{1,3})");

  @Override
  public Result read(Fields measurement) throws MalformedRecordException {
    Fields keys = measurement.requiredObject("test_keys");
    NetworkRows rows = NetworkRows.of(keys);
    TestVerdict backend =
        TestVerdict.ofStatus(keys, "signal_backend_status", "signal_backend_failure");
    boolean unknownAuthority = backend.failure().filter(UNKNOWN_AUTHORITY::equals).isPresent();
    boolean oldRoot = unknownAuthority && lacksNewRoot(measurement.text("test_version"));
    EndpointTally requests = new EndpointTally().add(rows.requests(host -> true));
    return new Result(
        "signal",
        List.of(
            requests.outcome(
                "backend", rows.offline() || oldRoot ? TestVerdict.NOTHING : backend)));
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
