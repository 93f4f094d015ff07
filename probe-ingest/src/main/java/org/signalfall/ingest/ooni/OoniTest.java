package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Map;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/** Reads the results of one kind of OONI test. */
interface OoniTest {

  /**
   * Reads a measurement.
   *
   * @return how each component fared; of several services, those of the first come first
   * @throws MalformedRecordException when its fields aren't what the test writes
   */
  List<Finding> read(RawMeasurement measurement) throws MalformedRecordException;

  /** Returns the tests that are understood, by OONI's names. */
  static Map<String, OoniTest> all(ServiceCatalogue catalogue) {
    return Map.of(
        "telegram", new TelegramTest(catalogue),
        "whatsapp", new WhatsappTest(catalogue),
        "signal", new SignalTest(catalogue),
        "facebook_messenger", new FacebookMessengerTest(catalogue),
        "web_connectivity", new WebConnectivityTest(catalogue),
        "tor", new TorTest(catalogue),
        "vanilla_tor", new VanillaTorTest(catalogue),
        "psiphon", new PsiphonTest(catalogue),
        "riseupvpn", new RiseupVpnTest(catalogue));
  }

  /** Returns what a test or a part of it measures; files of users can't take it away. */
  static ServiceComponent component(ServiceCatalogue catalogue, String test) {
    return catalogue
        .ofTest(test)
        .orElseThrow(() -> new IllegalStateException("the catalogue has nothing for " + test));
  }
}
