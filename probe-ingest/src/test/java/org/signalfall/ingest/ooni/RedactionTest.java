package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.SharedData;
import org.signalfall.ingest.catalogue.IpLiteral;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;

class RedactionTest {

  private static final String REPORT = "20231110T080000Z_telegram_KE_64500_n1_ArbitraryArbitrar";

  /** Whatever could be an address: of these characters, and long enough. */
  private static final Pattern CANDIDATE = Pattern.compile("[0-9A-Fa-f:.]{3,45}");

  @Property
  void shouldPassOnNoAddressAndNoReportIdWhereverTheyStand(
      @ForAll("addresses") String probe,
      @ForAll("addresses") String resolver,
      @ForAll("addresses") String target,
      @ForAll("texts") String around)
      throws MalformedRecordException {
    String all = String.join(around, "", probe, REPORT, resolver, target, "");
    String host = target.indexOf(':') < 0 ? target : "[" + target + "]";

    List<ProbeMeasurement> measurements =
        OoniMother.of("web_connectivity")
            .field("report_id", quoted(REPORT))
            .field("id", quoted(all))
            .field("probe_id", quoted(all))
            .field("probe_ip", quoted(probe))
            .field("resolver_ip", quoted(resolver))
            .field("probe_network_name", quoted(all))
            .field("software_name", quoted(all))
            .field("software_version", quoted(all))
            .field("input", quoted("http://" + host + "/" + REPORT))
            .key("blocking", quoted("http-failure"))
            .key("http_experiment_failure", quoted("unknown_failure: dial tcp " + all))
            .connect(target, 443, "unknown_failure: " + all + ": connection reset by peer")
            .request("http://" + host + "/", all)
            .parseAll();

    for (ProbeMeasurement measurement : measurements) {
      assertSaysNothingOf(measurement, List.of(probe, resolver, target, REPORT));
    }
  }

  @Test
  void shouldPassOnNoAddressAndNoReportIdOfRealMeasurements() throws IOException {
    Path folder = SharedData.require("ooni/real");

    int read = 0;
    for (Path file : files(folder)) {
      String json = Files.readString(file);
      for (ProbeMeasurement measurement : parse(json)) {
        Set<String> secrets = addressesIn(json);
        reportIdIn(json).ifPresent(secrets::add);
        assertSaysNothingOf(measurement, secrets);
        read++;
      }
    }

    assertThat(read).isGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.14.1", "10:09:16", "2023-11-10 08:00:00", "AS64500", "a:b"})
  void shouldLeaveAloneWhatIsNoAddress(String text) {
    assertThat(new Redaction(REPORT).text(text)).isEqualTo(text);
  }

  @Test
  void shouldKeepAnOrdinaryIdAndHashAnotherForm() throws MalformedRecordException {
    String strange =
        OoniMother.of("telegram").field("id", quoted("m-1")).parse().getMeasurementId();

    assertThat(OoniMother.of("telegram").parse().getMeasurementId()).isEqualTo(OoniMother.ID);
    assertThat(strange).matches("[0-9a-f]{24}");
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> ipv4 = Arbitraries.bytes().array(byte[].class).ofSize(4).map(this::written);
    Arbitrary<String> ipv6 = Arbitraries.bytes().array(byte[].class).ofSize(16).map(this::written);
    return Arbitraries.oneOf(
        ipv4, ipv6, Arbitraries.of("::1", "2001:db8::7", "fe80::1:2", "::ffff:192.0.2.1"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars(" ->,;/()[]_xyz").ofMaxLength(8);
  }

  private String written(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void assertSaysNothingOf(ProbeMeasurement measurement, Iterable<String> secrets) {
    String record = measurement.toString();
    assertThat(addressesIn(record)).as(record).isEmpty();
    for (String secret : secrets) {
      assertThat(record).doesNotContain("\"" + secret).doesNotContain(secret + "\"");
      if (secret.length() > 6) {
        assertThat(record).doesNotContain(secret);
      }
    }
  }

  private static Set<String> addressesIn(String text) {
    Set<String> addresses = new TreeSet<>();
    Matcher candidates = CANDIDATE.matcher(text);
    while (candidates.find()) {
      if (IpLiteral.is(candidates.group())) {
        addresses.add(candidates.group());
      }
    }
    return addresses;
  }

  private static Optional<String> reportIdIn(String json) {
    Matcher report = Pattern.compile("\"report_id\": ?\"([^\"]{12,})\"").matcher(json);
    return report.find() ? Optional.of(report.group(1)) : Optional.empty();
  }

  private static List<ProbeMeasurement> parse(String json) {
    OoniParser parser = new OoniParser(new Plausibility(Clock.systemUTC()), OoniMother.CATALOGUE);
    try {
      return parser.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedRecordException e) {
      return List.of();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
