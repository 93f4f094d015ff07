package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Judges recorded series by themselves, before any two of them are combined. */
class RealSeriesTest {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private final LevelDetector detector = new LevelDetector(LevelRules.defaults());

  private record Label(long start, long end) {}

  @Test
  void shouldFindEveryExamShutdownOfIraqOnEverySignal() throws IOException {
    Map<String, List<LevelBin>> series = series("series/iraq-2023.series.csv", false);
    List<Label> shutdowns = labels("iraq-2023");

    series.forEach(
        (name, bins) -> {
          List<Episode> episodes = Episode.ofLevels(detector, bins.stream());
          assertThat(shutdowns).as(name).allMatch(label -> isFound(label, episodes));
          assertThat(episodes).as(name).hasSameSizeAs(shutdowns);
        });
  }

  @Test
  void shouldDateTheShutdownsOfIraqWithinMinutesByRouting() throws IOException {
    List<LevelBin> routing =
        series("series/iraq-2023.series.csv", false).get("/bgp-visible-slash24s");
    List<Label> shutdowns = labels("iraq-2023");

    List<Episode> episodes = Episode.ofLevels(detector, routing.stream());

    for (int i = 0; i < shutdowns.size(); i++) {
      Episode episode = episodes.get(i);
      assertThat(episode.opened().onset().earliest() - shutdowns.get(i).start())
          .isBetween(-HOUR_MS / 6, HOUR_MS / 2);
      assertThat(episode.last().ended().latest() - shutdowns.get(i).end())
          .isBetween(-HOUR_MS / 6, HOUR_MS / 4);
      assertThat(episode.openedAt() - shutdowns.get(i).start()).isLessThan(HOUR_MS);
    }
  }

  @Test
  void shouldFindTheCurfewsOfMyanmarAndNothingElse() throws IOException {
    List<LevelBin> replies =
        series("series/myanmar-bago-2021.series.csv", true).values().iterator().next();
    List<Label> curfews = labels("myanmar-bago-2021");

    List<Episode> episodes = Episode.ofLevels(detector, replies.stream());

    assertThat(curfews.stream().filter(label -> isFound(label, episodes)).count())
        .isGreaterThanOrEqualTo(70);
    assertThat(episodes)
        .allMatch(episode -> curfews.stream().anyMatch(label -> isMet(label, episode)))
        .allMatch(episode -> episode.opened().noisy());
  }

  @Test
  void shouldFindTheBlackoutInEveryStateOfVenezuela() throws IOException {
    Map<String, List<LevelBin>> series = series("series/venezuela-2019.series.csv", false);
    Label blackout = labels("venezuela-2019").get(0);

    assertThat(series).hasSize(13);
    series.forEach(
        (name, bins) -> {
          List<Episode> episodes = Episode.ofLevels(detector, bins.stream());
          assertThat(isFound(blackout, episodes)).as(name).isTrue();
          assertThat(episodes)
              .as(name)
              .allMatch(
                  episode -> episode.opened().onset().latest() >= blackout.start() - 2 * HOUR_MS);
        });
  }

  @Test
  void shouldRaiseNothingInTwentyMonthsOfGeorgia() throws IOException {
    List<LevelBin> fraction =
        series("series/youtube-ge.series.csv", false).values().iterator().next();

    List<Episode> episodes = Episode.ofLevels(detector, fraction.stream());

    assertThat(episodes).isEmpty();
  }

  private static boolean isFound(Label label, List<Episode> episodes) {
    return episodes.stream().anyMatch(episode -> isMet(label, episode));
  }

  private static boolean isMet(Label label, Episode episode) {
    return episode.overlaps(label.start(), label.end());
  }

  /** Reads the series of a file into bins of each one's own cadence, the median step. */
  private static Map<String, List<LevelBin>> series(String file, boolean silenceIsZero)
      throws IOException {
    Map<String, TreeMap<Long, Double>> samples = new TreeMap<>();
    for (String[] row : rows(SharedData.require(file))) {
      samples
          .computeIfAbsent(row[2] + row[4] + "/" + row[5], name -> new TreeMap<>())
          .put(Instant.parse(row[0]).toEpochMilli(), Double.parseDouble(row[6]));
    }
    Map<String, List<LevelBin>> series = new TreeMap<>();
    samples.forEach((name, values) -> series.put(name, bins(values, silenceIsZero)));
    return series;
  }

  private static List<LevelBin> bins(NavigableMap<Long, Double> values, boolean silenceIsZero) {
    long cadence = medianStep(values);
    long first = Math.floorDiv(values.firstKey(), cadence) * cadence;
    return LongStream.rangeClosed(0, (values.lastKey() - first) / cadence)
        .map(index -> first + index * cadence)
        .mapToObj(start -> bin(values, start, start + cadence))
        .filter(bin -> silenceIsZero || bin.samples() > 0)
        .toList();
  }

  private static LevelBin bin(NavigableMap<Long, Double> values, long start, long end) {
    List<Double> inside = new ArrayList<>(values.subMap(start, end).values());
    double mean = inside.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return new LevelBin(start, end, inside.size(), mean);
  }

  private static long medianStep(NavigableMap<Long, Double> values) {
    long[] times = values.keySet().stream().mapToLong(Long::longValue).toArray();
    long[] steps = new long[times.length - 1];
    Arrays.setAll(steps, i -> times[i + 1] - times[i]);
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }

  private static List<Label> labels(String ofCase) throws IOException {
    return rows(SharedData.require("labels/labels.csv")).stream()
        .filter(row -> row[0].equals(ofCase))
        .map(row -> new Label(millis(row[6]), millis(row[7])))
        .toList();
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static List<String[]> rows(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
