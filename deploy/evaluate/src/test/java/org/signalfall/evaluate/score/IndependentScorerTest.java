package org.signalfall.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.evaluate.EventsReport;
import org.signalfall.evaluate.SharedData;

/** Agreement with a scorer that somebody else wrote, on events and labels drawn at random. */
class IndependentScorerTest {

  private static final Pattern FIGURES =
      Pattern.compile(
          "labels (\\d+)/(\\d+), alerts (\\d+), false (\\d+), falseconfirmed (\\d+), "
              + "duplicates (\\d+), children (\\d+), retracted (\\d+); "
              + "opening min (.*); closing min (.*)");
  private static final Pattern MEDIAN = Pattern.compile("median (-?\\d+) worst (-?\\d+)");
  private static final long BEGIN = Instant.parse("2023-01-01T00:00:00Z").getEpochSecond();
  private static final int HOUR = 3_600;

  /** Printed figures are whole minutes. */
  private static final double ROUNDING = 0.51;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldAgreeOnEveryFigure(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    List<String> labels = new ArrayList<>();
    List<String> events = new ArrayList<>();
    draw(random, labels, events);
    Path labelFile = folder.resolve("labels.csv");
    Files.write(labelFile, labels);
    Path eventFile = folder.resolve("events.jsonl");
    Files.write(eventFile, events);

    String theirs = independent(eventFile, labelFile);
    Score ours =
        EventsReport.of(eventFile, labelFile, "drawn", ScoreRules.defaults(), Double.NaN)
            .sheet()
            .all();

    Matcher figures = FIGURES.matcher(theirs);
    assertThat(figures.find()).as(theirs).isTrue();
    assertThat(List.of(ours.found(), ours.labels(), ours.alerts(), ours.falseCount()))
        .as(theirs)
        .containsExactly(
            number(figures, 1), number(figures, 2), number(figures, 3), number(figures, 4));
    assertThat(ours.falseConfirmed()).as(theirs).isEqualTo(number(figures, 5));
    assertThat(ours.duplicates()).as(theirs).isEqualTo(number(figures, 6));
    assertThat(ours.children() + ours.ignored()).as(theirs).isEqualTo(number(figures, 7));
    assertThat(ours.retracted()).as(theirs).isEqualTo(number(figures, 8));
    assertSame(ours.opening(), figures.group(9));
    assertSame(ours.ending(), figures.group(10));
  }

  private static void assertSame(Latencies ours, String theirs) {
    Matcher median = MEDIAN.matcher(theirs);
    assertThat(median.find()).as(theirs).isTrue();
    assertThat(minutes(ours.median())).isCloseTo(number(median, 1), within(ROUNDING));
    assertThat(minutes(ours.worst())).isCloseTo(number(median, 2), within(ROUNDING));
  }

  private static double minutes(Optional<Duration> duration) {
    return duration.orElseThrow().toMillis() / 60_000.0;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private String independent(Path events, Path labels) throws IOException, InterruptedException {
    Path tool = SharedData.require("../tools/score.py");
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3", tool.toString(), events.toString(), labels.toString(), "drawn")
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      System.err.println("SKIPPED: there is no python3 to run the independent scorer with");
      return Assumptions.abort("no python3");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /**
   * Labels, and events that meet them more or less, miss them, repeat them or are part of others.
   */
  private static void draw(Random random, List<String> labels, List<String> events) {
    labels.add("case,country,region,asn,service,signal,start,end,kind,cause,basis");
    for (int i = 0; i < 12; i++) {
      long start = BEGIN + i * 30L * HOUR + random.nextInt(20 * HOUR);
      long end = start + HOUR / 2 + random.nextInt(8 * HOUR);
      String scope = List.of(",,", ",64500,", "IQ-BG,,", ",,telegram").get(random.nextInt(4));
      String kind = random.nextInt(5) == 0 ? "ignore" : "outage";
      labels.add("drawn,IQ,%s,,%s,%s,%s,,\"a, b\"".formatted(scope, time(start), time(end), kind));
      int alerts = random.nextInt(4);
      for (int j = 0; j < alerts; j++) {
        String parent = j > 0 && random.nextBoolean() ? "\"IQ-" + i + "-0\"" : "null";
        event(random, "IQ-" + i + "-" + j, start, end, parent, events);
      }
    }
  }

  private static void event(
      Random random, String id, long start, long end, String parent, List<String> events) {
    long from = start + random.nextInt(4 * HOUR) - 2 * HOUR;
    long to = Math.max(from + 60, end + random.nextInt(4 * HOUR) - 2 * HOUR);
    long detected = from + random.nextInt(2 * HOUR);
    String ended =
        random.nextInt(8) == 0
            ? "null"
            : "{\"earliest\":\"%s\",\"latest\":\"%s\"}".formatted(time(to - 30), time(to));
    String level = List.of("COUNTRY", "REGION", "NETWORK").get(random.nextInt(3));
    String region = random.nextBoolean() ? "\"IQ-BG\"" : "null";
    String service = random.nextInt(3) == 0 ? "\"telegram\"" : "null";
    String confidence = random.nextBoolean() ? "CONFIRMED" : "SUSPECTED";
    String last =
        random.nextInt(10) == 0 ? "RETRACTED" : ended.equals("null") ? "UPDATED" : "RESOLVED";
    String template =
        """
        {"event_id":"%s","status":"%s","as_of":"%s","detected_at":"%s","scope":{"level":"%s",\
        "country":"IQ","region":%s,"asn":%s,"service":%s},"networks":[],\
        "onset":{"earliest":"%s","latest":"%s"},"ended":%s,"confidence":"%s","parent_id":%s}""";
    String asn = level.equals("NETWORK") ? Integer.toString(64500 + random.nextInt(2)) : "null";
    events.add(
        template.formatted(
            id,
            "OPEN",
            time(detected),
            time(detected),
            level,
            region,
            asn,
            service,
            time(from),
            time(from + 60),
            "null",
            "SUSPECTED",
            "null"));
    events.add(
        template.formatted(
            id,
            last,
            time(to + 600),
            time(detected),
            level,
            region,
            asn,
            service,
            time(from),
            time(from + 60),
            ended,
            confidence,
            parent));
  }

  private static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }
}
