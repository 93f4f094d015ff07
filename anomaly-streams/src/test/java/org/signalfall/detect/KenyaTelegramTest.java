package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Judges the app component of OONI's telegram test in Kenya, 2023. A measurement fails when at
 * least half of the expected data-centre endpoints fail, each by HTTP or TCP; there is no control
 * service.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KenyaTelegramTest {

  private static final long MINUTE_MS = 60_000;
  private static final int EXPECTED_ENDPOINTS = 12;

  private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
  private final Map<String, List<ProbeBin>> networks = new HashMap<>();

  @BeforeAll
  void readMeasurements() throws IOException {
    Map<String, TreeMap<Long, List<Voice>>> samples = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.require("ooni/kenya-2023-telegram.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode measurement = json.readTree(line);
        long minute = Math.floorDiv(time(measurement), MINUTE_MS) * MINUTE_MS;
        List<Voice> bin =
            samples
                .computeIfAbsent(measurement.get("probe_asn").asText(), asn -> new TreeMap<>())
                .computeIfAbsent(minute, start -> new ArrayList<>());
        bin.add(new Voice(vantage(measurement), Voice.UNKNOWN_VERSION, 1, failed(measurement)));
      }
    }
    samples.forEach((asn, bins) -> networks.put(asn, bins(bins)));
  }

  @Test
  void shouldFindTheLongBlockAsOneEventAcrossDaysWithoutASample() {
    List<Episode> episodes = Episode.ofProbes(detector, networks.get("AS12455").stream());

    assertThat(episodes).hasSize(1);
    Episode episode = episodes.get(0);
    assertThat(at(episode.openedAt())).isBetween(day("2023-11-09"), day("2023-11-13"));
    assertThat(at(episode.opened().onset().earliest()))
        .isBetween(day("2023-11-08"), day("2023-11-09"));
    assertThat(at(episode.last().ended().latest())).isBetween(day("2023-11-26"), day("2023-11-27"));
    assertThat(clearSamplesToClose(episode))
        .isLessThanOrEqualTo(2 * episode.opened().samples())
        .isLessThanOrEqualTo(8);
    assertThat(episode.opened().probe().controlled()).isFalse();
    assertThat(episode.opened().neverClear()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AS33771", "AS37061"})
  void shouldFindPartialBlocksOfExamHours(String asn) {
    List<Episode> episodes = Episode.ofProbes(detector, networks.get(asn).stream());

    assertThat(episodes).isNotEmpty().allMatch(episode -> !episode.isOpen());
    assertThat(episodes)
        .allMatch(
            episode ->
                episode.overlaps(
                    day("2023-11-08").toEpochMilli(), day("2023-11-25").toEpochMilli()));
  }

  @Test
  void shouldRaiseNothingAtNetworksThatWereNeverBlocked() {
    List<String> blocked = List.of("AS12455", "AS33771", "AS37061", "AS36926");

    networks.forEach(
        (asn, bins) -> {
          if (!blocked.contains(asn)) {
            assertThat(Episode.ofProbes(detector, bins.stream())).as(asn).isEmpty();
          }
        });
  }

  @Test
  void shouldBlameNoInstrumentForWhatTheNetworksDo() {
    networks.forEach(
        (asn, bins) -> {
          ProbeState state = ProbeState.fresh();
          for (ProbeBin bin : bins) {
            detector.judge(state, bin);
            assertThat(detector.defects(state)).as(asn).isEmpty();
          }
        });
  }

  /** OONI names no vantages: what tells probes of one network apart stands in. */
  private static long vantage(JsonNode measurement) {
    return Objects.hash(
        measurement.path("resolver_ip").asText(),
        measurement.path("annotations").path("network_type").asText(),
        measurement.path("annotations").path("platform").asText());
  }

  private long clearSamplesToClose(Episode episode) {
    return networks.get("AS12455").stream()
        .filter(bin -> bin.start() >= episode.last().ended().earliest())
        .filter(bin -> bin.end() <= episode.closedAt())
        .mapToLong(ProbeBin::samples)
        .sum();
  }

  private static List<ProbeBin> bins(SortedMap<Long, List<Voice>> samples) {
    List<ProbeBin> bins = new ArrayList<>();
    samples.forEach(
        (start, vantages) ->
            bins.add(
                new ProbeBin(
                    start,
                    start + MINUTE_MS,
                    vantages.size(),
                    vantages.stream().mapToInt(Voice::failures).sum(),
                    0,
                    0,
                    LayerFailures.NONE,
                    vantages)));
    return bins;
  }

  private static int failed(JsonNode measurement) {
    Map<String, Boolean> endpoints = new HashMap<>();
    for (JsonNode row : measurement.at("/test_keys/requests")) {
      String url = row.at("/request/url").asText();
      if (!url.contains("web.telegram.org")) {
        String endpoint = url.replace("http://", "").replaceAll("/$", "");
        String withPort = endpoint.contains(":") ? endpoint : endpoint + ":80";
        endpoints.merge(withPort, !row.get("failure").isNull(), Boolean::logicalOr);
      }
    }
    for (JsonNode row : measurement.at("/test_keys/tcp_connect")) {
      String endpoint = row.get("ip").asText() + ":" + row.get("port").asText();
      endpoints.merge(endpoint, !row.at("/status/failure").isNull(), Boolean::logicalOr);
    }
    long failures = endpoints.values().stream().filter(isFailure -> isFailure).count();
    return 2 * failures >= EXPECTED_ENDPOINTS ? 1 : 0;
  }

  private static long time(JsonNode measurement) {
    String start = measurement.get("measurement_start_time").asText();
    return Instant.parse(start.replace(' ', 'T') + "Z").toEpochMilli();
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static Instant day(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }
}
