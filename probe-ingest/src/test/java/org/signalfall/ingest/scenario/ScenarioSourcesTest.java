package org.signalfall.ingest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.ingest.scenario.ScenarioRun.ARBITRARY_SEED;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Access;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Locality;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedRecord;

class ScenarioSourcesTest {

  private static final Volumes VOLUMES = new Volumes(30, 4, 10_000, 0.01, 0.03);

  @Test
  void shouldGenerateTheSameRecordsWhenTheSeedIsTheSame() {
    Scenario scenario = quietWeek();

    ScenarioRun first = ScenarioRun.of(scenario, VOLUMES, ARBITRARY_SEED);
    ScenarioRun second = ScenarioRun.of(scenario, VOLUMES, ARBITRARY_SEED);

    assertThat(first).isEqualTo(second);
  }

  @Test
  void shouldGenerateOtherRecordsWhenTheSeedDiffers() {
    Scenario scenario = quietWeek();

    ScenarioRun first = ScenarioRun.of(scenario, VOLUMES, ARBITRARY_SEED);
    ScenarioRun second = ScenarioRun.of(scenario, VOLUMES, ARBITRARY_SEED + 1);

    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void shouldKeepTimeOrderWithinThePeriodWhenRead() {
    Scenario scenario = quietWeek();

    for (Source source : ScenarioSources.of(scenario, VOLUMES, ARBITRARY_SEED)) {
      List<Long> times = ScenarioRun.read(source).stream().map(TimedRecord::time).toList();

      assertThat(times).isSorted().allMatch(scenario.period()::contains);
    }
  }

  @Test
  void shouldReportFullProgressWhenReadToTheEnd() throws IOException {
    Source source = ScenarioSources.of(quietWeek(), VOLUMES, ARBITRARY_SEED).get(0);

    try (RecordReader reader = source.open(rejection -> {})) {
      double atTheStart = reader.progress();
      while (reader.next() != null) {
        assertThat(reader.progress()).isBetween(0.0, 1.0);
      }

      assertThat(atTheStart).isZero();
      assertThat(reader.progress()).isEqualTo(1.0);
    }
  }

  @Test
  void shouldOfferOneFeedPerKindWhenAsked() {
    List<Source> sources = ScenarioSources.of(quietWeek(), VOLUMES, ARBITRARY_SEED);

    assertThat(sources)
        .extracting(source -> source.feed().name(), source -> source.feed().kind())
        .containsExactly(
            tuple("scenario:probes", FeedKind.PROBE), tuple("scenario:traffic", FeedKind.TRAFFIC));
  }

  private static Scenario quietWeek() {
    Component web = new Component("web", 1, Locality.FOREIGN);
    return new Scenario(
        "quiet",
        "ZZ",
        ZoneOffset.UTC,
        Period.of("2022-09-05T00:00:00Z", "2022-09-12T00:00:00Z"),
        List.of(new Network(64500, "Example", Access.FIXED, 1)),
        List.of(new Region("ZZ-1", 0.7), new Region("ZZ-2", 0.3)),
        List.of(new Service("example", List.of(web))),
        List.of(),
        List.of(),
        1_000);
  }
}
