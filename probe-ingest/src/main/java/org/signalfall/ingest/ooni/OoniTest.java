package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Map;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.ingest.input.MalformedRecordException;

/** Reads the results of one kind of OONI test. */
interface OoniTest {

  /** What a measurement says: the service that it tested, and how each component fared. */
  record Result(String service, List<ComponentOutcome> components) {}

  /**
   * Reads a measurement.
   *
   * @throws MalformedRecordException when its fields aren't what the test writes
   */
  Result read(Fields measurement) throws MalformedRecordException;

  /** Returns the tests that are understood, by OONI's names. */
  static Map<String, OoniTest> all() {
    return Map.of(
        "telegram", new TelegramTest(),
        "whatsapp", new WhatsappTest(),
        "signal", new SignalTest(),
        "facebook_messenger", new FacebookMessengerTest(),
        "web_connectivity", new WebConnectivityTest(ServiceCatalogue.load()));
  }
}
