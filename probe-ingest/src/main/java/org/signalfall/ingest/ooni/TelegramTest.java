package org.signalfall.ingest.ooni;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Telegram (ts-020): the app talks HTTP to data centres by address, and there is a web client.
 *
 * <p>Whether the data centres are blocked is read from the rows, since the test's own word asks for
 * all of them to fail, and by TCP alone.
 */
final class TelegramTest implements OoniTest {

  private static final String WEB = "web.telegram.org";

  private final ServiceComponent app;
  private final ServiceComponent web;

  TelegramTest(ServiceCatalogue catalogue) {
    this.app = OoniTest.component(catalogue, "telegram/access_points");
    this.web = OoniTest.component(catalogue, "telegram/web");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    Fields keys = measurement.keys();
    NetworkRows rows = measurement.rows();
    TestVerdict appVerdict = verdict(keys);
    TestVerdict webVerdict =
        TestVerdict.ofStatus(keys, "telegram_web_status", "telegram_web_failure");

    Set<String> webAddresses = new HashSet<>();
    rows.lookups().forEach(lookup -> webAddresses.addAll(lookup.addresses()));
    Predicate<String> dataCentre = host -> !host.endsWith(WEB) && !webAddresses.contains(host);
    EndpointTally dataCentres =
        EndpointTally.ofConnectsAndRequests(rows.connects(dataCentre), rows.requests(dataCentre));
    EndpointTally webClient =
        new EndpointTally()
            .add(rows.requests(host -> host.endsWith(WEB)))
            .timedBy(rows.connects(webAddresses::contains));
    return List.of(
        Finding.of(app, dataCentres, measurement.unlessMute(appVerdict)),
        Finding.of(web, webClient, measurement.unlessMute(webVerdict)));
  }

  private static TestVerdict verdict(Fields keys) throws MalformedRecordException {
    if (keys.isTrue("telegram_tcp_blocking")) {
      return TestVerdict.blocked(Optional.empty(), Layer.TCP);
    }
    return keys.isTrue("telegram_http_blocking")
        ? TestVerdict.blocked(Optional.empty(), Layer.HTTP)
        : TestVerdict.SILENT;
  }
}
