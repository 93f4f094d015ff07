package org.signalfall.ingest.ooni;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Telegram (ts-020): the app talks HTTP to data centres by address, and there is a web client.
 *
 * <p>Whether the data centres are blocked is read from the rows, since the test's own word asks for
 * all of them to fail, and by TCP alone.
 */
final class TelegramTest implements OoniTest {

  /** Five data centres on two ports, in every version of the test. */
  private static final int DATA_CENTRE_ENDPOINTS = 10;

  private static final String WEB = "web.telegram.org";

  @Override
  public Result read(Fields measurement) throws MalformedRecordException {
    Fields keys = measurement.requiredObject("test_keys");
    NetworkRows rows = NetworkRows.of(keys);
    boolean blocked = keys.isTrue("telegram_tcp_blocking") || keys.isTrue("telegram_http_blocking");
    TestVerdict app =
        blocked ? TestVerdict.blocked(Optional.empty(), Layer.TCP) : TestVerdict.SILENT;
    TestVerdict web = TestVerdict.ofStatus(keys, "telegram_web_status", "telegram_web_failure");
    if (rows.offline()) {
      app = TestVerdict.NOTHING;
      web = TestVerdict.NOTHING;
    }

    Set<String> webAddresses = new HashSet<>();
    rows.lookups().forEach(lookup -> webAddresses.addAll(lookup.addresses()));
    Predicate<String> dataCentre = host -> !host.endsWith(WEB) && !webAddresses.contains(host);
    EndpointTally dataCentres =
        EndpointTally.ofConnectsAndRequests(rows.connects(dataCentre), rows.requests(dataCentre));
    EndpointTally webClient = new EndpointTally().add(rows.requests(host -> host.endsWith(WEB)));
    return new Result(
        "telegram",
        List.of(
            dataCentres.outcome("app", DATA_CENTRE_ENDPOINTS, app), webClient.outcome("web", web)));
  }
}
