package org.signalfall.ingest.ooni;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.schema.TrustedClasses;

/** Writes OONI measurements by hand, of a network that doesn't exist. */
final class OoniMother {

  static final Clock NEW_YEAR_2024 =
      Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);

  static final ServiceCatalogue CATALOGUE = ServiceCatalogue.shipped();

  /** Has the form of OONI's own ids. */
  static final String ID = "20231110080000.000001_KE_telegram_00000000000000a1";

  static {
    TrustedClasses.register();
  }

  private final List<String> fields = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> connects = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> lookups = new ArrayList<>();
  private final List<String> handshakes = new ArrayList<>();

  private OoniMother() {}

  static OoniMother of(String testName) {
    return new OoniMother()
        .field("test_name", quoted(testName))
        .field("id", quoted(ID))
        .field("measurement_start_time", quoted("2023-11-10 08:00:00"))
        .field("probe_cc", quoted("KE"))
        .field("probe_asn", quoted("AS64500"));
  }

  /** Sets a field of the measurement to a JSON value; a later value of a name wins. */
  OoniMother field(String name, String json) {
    fields.add(quoted(name) + ":" + json);
    return this;
  }

  /** Sets a test key to a JSON value. */
  OoniMother key(String name, String json) {
    keys.add(quoted(name) + ":" + json);
    return this;
  }

  /** Adds a TCP connect; null means that it succeeded. */
  OoniMother connect(String ip, int port, String failure) {
    connects.add(
        "{\"ip\":%s,\"port\":%d,\"status\":{\"success\":%s,\"failure\":%s}}"
            .formatted(quoted(ip), port, failure == null, orNull(failure)));
    return this;
  }

  /** Adds an HTTP request; null means that it succeeded. */
  OoniMother request(String url, String failure) {
    requests.add(
        "{\"failure\":%s,\"request\":{\"url\":%s}}".formatted(orNull(failure), quoted(url)));
    return this;
  }

  /** Adds a TCP connect that succeeded, between two times in seconds. */
  OoniMother connect(String ip, int port, double start, double end) {
    connects.add(
        "{\"ip\":%s,\"port\":%d,\"status\":{\"success\":true,\"failure\":null},\"t0\":%s,\"t\":%s}"
            .formatted(quoted(ip), port, start, end));
    return this;
  }

  /** Adds an HTTP request that was answered; a null location means none. */
  OoniMother answered(String url, int code, String location) {
    String headers = location == null ? "[]" : "[[\"Location\",%s]]".formatted(quoted(location));
    requests.add(
        "{\"failure\":null,\"request\":{\"url\":%s},\"response\":{\"code\":%d,\"headers_list\":%s}}"
            .formatted(quoted(url), code, headers));
    return this;
  }

  /** Adds a DNS query that gave one address. */
  OoniMother resolved(String host, String address) {
    lookups.add(
        "{\"hostname\":%s,\"failure\":null,\"answers\":[{\"ipv4\":%s}]}"
            .formatted(quoted(host), quoted(address)));
    return this;
  }

  /** Adds a DNS query that failed. */
  OoniMother unresolved(String host, String failure) {
    lookups.add(
        "{\"hostname\":%s,\"failure\":%s,\"answers\":null}"
            .formatted(quoted(host), quoted(failure)));
    return this;
  }

  /** Adds a TLS handshake that failed. */
  OoniMother handshakeFailed(String failure) {
    handshakes.add("{\"failure\":%s}".formatted(quoted(failure)));
    return this;
  }

  String json() {
    List<String> all = new ArrayList<>();
    addList(all, "tcp_connect", connects);
    addList(all, "requests", requests);
    addList(all, "queries", lookups);
    addList(all, "tls_handshakes", handshakes);
    all.addAll(keys);
    return "{%s,\"test_keys\":{%s}}".formatted(String.join(",", fields), String.join(",", all));
  }

  /** Reads the measurement, which is to be about one service. */
  ProbeMeasurement parse() throws MalformedRecordException {
    List<ProbeMeasurement> all = parseAll();
    if (all.size() != 1) {
      throw new IllegalStateException("about one service expected, but there is " + all);
    }
    return all.get(0);
  }

  /** Reads the measurement. */
  List<ProbeMeasurement> parseAll() throws MalformedRecordException {
    return parser().parse(json().getBytes(StandardCharsets.UTF_8));
  }

  static OoniParser parser() {
    return new OoniParser(new Plausibility(NEW_YEAR_2024), CATALOGUE);
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String orNull(String text) {
    return text == null ? "null" : quoted(text);
  }

  private static void addList(List<String> all, String name, List<String> rows) {
    if (!rows.isEmpty()) {
      all.add(quoted(name) + ":[" + String.join(",", rows) + "]");
    }
  }
}
