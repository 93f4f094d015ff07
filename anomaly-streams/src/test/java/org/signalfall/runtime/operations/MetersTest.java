package org.signalfall.runtime.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.SeriesState;
import org.signalfall.topology.DeadLetterKind;
import org.signalfall.topology.SeriesLimit;
import org.signalfall.topology.Telemetry;

class MetersTest {

  private static final Path TABLE = Path.of("docs/metrics.md");
  private static final Health WELL = new Health(State.RUNNING, 0, "");

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

  @Test
  void shouldDocumentEveryMeterWithItsTypeAndLabels() throws IOException {
    PrometheusMeterRegistry prometheus =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    tellEverything(prometheus);

    assertThat(documented()).isEqualTo(served(prometheus));
  }

  @Test
  void shouldSayWhatEachMeterMeansAndWhatToDo() throws IOException {
    assertThat(Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| signalfall_")))
        .allSatisfy(
            line -> {
              String[] cells = line.split("\\|", -1);
              assertThat(cells[5].strip()).as("meaning").endsWith(".").hasSizeGreaterThan(15);
              assertThat(cells[6].strip()).as("what to do").hasSizeGreaterThan(15);
            });
  }

  @Test
  void shouldFallBehindAsTimePassesWithoutProgress() {
    Telemetry.Task task = new Meters(registry).task("event", 0);
    task.progress("one", clock.wallTime() - 1_000);

    clock.add(Duration.ofSeconds(59));

    assertThat(lag()).isEqualTo(60);
  }

  @Test
  void shouldForgetTheLagOfAFeedThatEnds() {
    Telemetry.Task task = new Meters(registry).task("event", 0);
    task.progress("one", 1);

    task.progressEnds("one");

    assertThat(registry.find("signalfall.progress.lag").meters()).isEmpty();
  }

  @Test
  void shouldTakeGaugesAlongAndLeaveCountersWhenATaskMoves() {
    Meters meters = new Meters(registry);
    Telemetry.Task task = meters.task("event", 0);
    task.series(7);
    task.judged(SeriesState.OPEN);

    task.close();
    meters.task("event", 0).series(3);

    assertThat(registry.get("signalfall.series").gauge().value()).isEqualTo(3);
    assertThat(registry.get("signalfall.verdicts").tag("status", "open").counter().count())
        .isEqualTo(1);
  }

  private double lag() {
    return registry.get("signalfall.progress.lag").gauge().value();
  }

  private static void tellEverything(PrometheusMeterRegistry registry) {
    Meters meters = new Meters(registry);
    meters.deadLetter("topic", DeadLetterKind.REFUSED);
    Telemetry.Task task = meters.task("event", 0);
    task.progress("one", 1);
    task.judged(SeriesState.OPEN);
    task.late("one");
    task.limitHit(SeriesLimit.SCOPES);
    task.series(1);
    task.published(Category.OUTAGE, EventStatus.OPEN);
    task.open(Category.OUTAGE, 1);
    new StoreMeters(Set.of("store"), Map::of).bindTo(registry);
    new ProcessMeters(() -> WELL, () -> 1, () -> 1).bindTo(registry);
  }

  /** Name, type and labels of each meter that is served. */
  private static Map<String, String> served(PrometheusMeterRegistry registry) {
    Map<String, String> served = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      Set<String> labels = new TreeSet<>();
      meter.getId().getTags().forEach(tag -> labels.add(tag.getKey()));
      boolean isCounter = meter.getId().getType() == Meter.Type.COUNTER;
      String name = meter.getId().getConventionName(registry.config().namingConvention());
      served.put(
          name + (isCounter && !name.endsWith("_total") ? "_total" : ""),
          (isCounter ? "counter " : "gauge ") + labels);
    }
    String scraped = registry.scrape();
    assertThat(served.keySet()).allSatisfy(name -> assertThat(scraped).contains("\n" + name));
    return served;
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("| signalfall_")) {
        String[] cells = line.split("\\|", -1);
        Set<String> labels = new TreeSet<>();
        Arrays.stream(cells[4].split(","))
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .forEach(labels::add);
        documented.put(cells[1].strip(), cells[2].strip() + " " + labels);
      }
    }
    return documented;
  }
}
