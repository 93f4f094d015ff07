package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What Kafka, producers and scaling may do to records leaves no trace in bins, so long as each
 * marker follows its data.
 */
class ArrivalOrderPropertyTest {

  private static final long MINUTE = 60_000;
  private static final int MINUTES = 600;
  private static final long END = (MINUTES + 60) * MINUTE;
  private static final List<String> PLACES = List.of("IQ", "IR", "KE", "MM");
  private static final List<String> SERVICES = List.of("signal", "telegram", "whatsapp", "x");

  @Property(tries = 300)
  void shouldGiveTheSameBinsHoweverRecordsAreOrderedSplitAndRepeated(
      @ForAll("readings") List<Reading> readings,
      @ForAll @IntRange(min = 1, max = 6) int partitions,
      @ForAll @IntRange(min = 1, max = 4) int lanes,
      @ForAll @IntRange(min = 1, max = MINUTES) int markerStep,
      @ForAll Random random) {
    Simulation.Way way = new Simulation.Way(partitions, lanes, markerStep * MINUTE);

    Map<String, List<String>> anyhow = Simulation.anyhow(readings, END, way, random);

    assertThat(sorted(anyhow)).isEqualTo(sorted(Simulation.inOrder(readings, END)));
  }

  /** A cadence that is still to be learnt hands out its first bins when others are long decided. */
  @Property(tries = 100)
  void shouldReleaseBinsInTheSameOrderWhereCadencesAreDeclared(
      @ForAll("readings") List<Reading> readings,
      @ForAll @IntRange(min = 1, max = 6) int partitions,
      @ForAll @IntRange(min = 1, max = MINUTES) int markerStep,
      @ForAll Random random) {
    List<Reading> declared =
        readings.stream()
            .filter(reading -> !reading.series().signal().equals(Reading.UNDECLARED))
            .toList();
    Simulation.Way way = new Simulation.Way(partitions, 2, markerStep * MINUTE);

    Map<String, List<String>> anyhow = Simulation.anyhow(declared, END, way, random);

    assertThat(anyhow).isEqualTo(Simulation.inOrder(declared, END));
  }

  @Property(tries = 50)
  void shouldGiveTheSameBinsWhenAMeasurementIsSentTwiceByDifferentLanes(
      @ForAll("readings") List<Reading> readings, @ForAll Random random) {
    List<Reading> twice = new ArrayList<>(readings);
    readings.stream().filter(Reading::isProbe).forEach(twice::add);
    Simulation.Way way = new Simulation.Way(3, 3, 30 * MINUTE);

    Map<String, List<String>> anyhow = Simulation.anyhow(twice, END, way, random);

    assertThat(sorted(anyhow)).isEqualTo(sorted(Simulation.inOrder(readings, END)));
  }

  @Property(tries = 50)
  void shouldCountEverySampleOfALevelOnce(
      @ForAll("readings") List<Reading> readings, @ForAll Random random) {
    Simulation.Way way = new Simulation.Way(4, 2, 10 * MINUTE);

    Map<String, List<String>> bins = Simulation.anyhow(readings, END, way, random);

    long samples =
        bins.values().stream()
            .flatMap(List::stream)
            .filter(line -> line.contains(Reading.COUNT) || line.contains(Reading.SHARE))
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*samples=(\\d+).*", "$1")))
            .sum();
    assertThat(samples)
        .isEqualTo(
            readings.stream()
                .filter(reading -> !reading.isProbe())
                .filter(reading -> !reading.series().signal().equals(Reading.UNDECLARED))
                .count());
  }

  @Example
  void shouldTellOneInputFromAnother() {
    List<Reading> readings = List.of(reading("IR", Reading.COUNT, "", 5, 10, 1));
    List<Reading> others = List.of(reading("IR", Reading.COUNT, "", 5, 11, 1));

    assertThat(Simulation.inOrder(readings, END)).isNotEqualTo(Simulation.inOrder(others, END));
  }

  private static Map<String, List<String>> sorted(Map<String, List<String>> bins) {
    Map<String, List<String>> sorted = new TreeMap<>();
    bins.forEach((place, lines) -> sorted.put(place, lines.stream().sorted().toList()));
    return sorted;
  }

  @Provide
  Arbitrary<List<Reading>> readings() {
    Arbitrary<Reading> levels =
        Combinators.combine(
                Arbitraries.of(PLACES),
                Arbitraries.of(Reading.COUNT, Reading.SHARE, Reading.UNDECLARED),
                Arbitraries.integers().between(0, MINUTES - 1),
                Arbitraries.doubles().between(0, 1e6))
            .as((place, signal, minute, value) -> reading(place, signal, "", minute, value, 0));
    Arbitrary<Reading> probes =
        Combinators.combine(
                Arbitraries.of(PLACES),
                Arbitraries.of(SERVICES),
                Arbitraries.integers().between(0, MINUTES - 1),
                Arbitraries.of(0.0, 1.0),
                Arbitraries.longs().between(1, Long.MAX_VALUE))
            .as(
                (place, service, minute, value, id) ->
                    reading(place, Reading.PROBE, service, minute, value, id));
    return Arbitraries.oneOf(levels, probes)
        .list()
        .ofMinSize(1)
        .ofMaxSize(120)
        .map(ArrivalOrderPropertyTest::withoutSharedIds);
  }

  /** An id names one measurement of one service at one time. */
  private static List<Reading> withoutSharedIds(List<Reading> readings) {
    HashSet<Long> ids = new HashSet<>();
    return readings.stream().filter(one -> !one.isProbe() || ids.add(one.id())).toList();
  }

  private static Reading reading(
      String country, String signal, String service, int minute, double value, long id) {
    long asn = signal.equals(Reading.PROBE) ? 64_500 : 0;
    SeriesId series = new SeriesId(country, "", asn, service, "", signal);
    return new Reading(series, minute * MINUTE + id % MINUTE, value, id);
  }
}
