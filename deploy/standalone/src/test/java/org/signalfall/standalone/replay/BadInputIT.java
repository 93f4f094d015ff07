package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.Rejection;
import org.signalfall.standalone.deadletter.DeadLetterTopic;

/** Bad input costs itself only. By hand with a larger flood: {@code -Dflood.records=5000000}. */
class BadInputIT {

  private static final int FLOOD = Integer.getInteger("flood.records", 30_000);
  private static final long HEAP_MAY_GROW = 64L << 20;
  private static final int OVERLONG = 50 << 20;
  private static final String OVERLONG_LINE = "[".repeat(OVERLONG);
  private static final int EVERY = 40;

  private static final List<BadLine> BAD_ROWS =
      List.of(
          new BadLine("2023-03-06T01:0", "the row has 1 fields, the header 7"),
          new BadLine(
              "2023-03-06T01:00:00Z,XA,,,,bgp-visible-slash24s,many",
              "the value 'many' is not a decimal number"),
          new BadLine(
              "2023-03-06T01:00:00Z,XA,,,,bgp-visible-slash24s,1\0", "the line holds a NUL byte"),
          new BadLine(
              "2023-03-06T01:00:00Z,XA,,,,bgp-visible-slash24s,1,surprise",
              "the row has 8 fields, the header 7"),
          new BadLine(OVERLONG_LINE, "the line is longer than 1048576 bytes"),
          new BadLine(
              "9999-01-01T00:00:00Z,XA,,,,bgp-visible-slash24s,1",
              "the time 9999-01-01T00:00:00Z is more than a day ahead"));

  private static final List<BadLine> BAD_MEASUREMENTS =
      List.of(
          new BadLine("{\"test_name\":\"telegram\",\"test_keys\":{", "this is no JSON: "),
          new BadLine(
              "{\"test_name\":\"telegram\",\"measurement_start_time\":\"2023-03-06 01:00:00\","
                  + "\"probe_cc\":\"XE\",\"probe_asn\":\"AS64500\",\"test_keys\":[]}",
              "test_keys is a list instead of an object"),
          new BadLine("{\"test_name\":17}", "test_name is a number instead of text"),
          new BadLine("{\"test_name\":\"tele\0gram\"}", "the line holds a NUL byte"),
          new BadLine(OVERLONG_LINE, "the line is longer than 16777216 bytes"),
          new BadLine(
              "{\"test_name\":\"telegram\",\"measurement_start_time\":\"9999-01-01 00:00:00\","
                  + "\"probe_cc\":\"XE\",\"probe_asn\":\"AS64500\",\"test_keys\":{}}",
              "the time 9999-01-01T00:00:00Z is more than a day ahead"));

  @TempDir private static Path good;
  @TempDir private Path bad;
  private static ReplayResult clean;

  private record BadLine(String text, String reason) {}

  @BeforeAll
  static void replayGoodInput() throws InterruptedException {
    clean = Walk.of(GeneratedInput.from(GeneratedInput.YEAR_2023).write(good)).run();
  }

  @Test
  void shouldGiveTheEventsOfTheGoodRestAndADeadLetterForEachBadLine() throws InterruptedException {
    GeneratedInput input = GeneratedInput.from(GeneratedInput.YEAR_2023);
    GeneratedInput spoilt =
        new GeneratedInput(
            mixed(input.series(), BAD_ROWS),
            mixed(withUnknownFields(input.ooni()), BAD_MEASUREMENTS));
    GeneratedInput.Files files = spoilt.write(bad);

    try (Pipeline pipeline = Walk.pipeline()) {
      ReplayResult result = Walk.of(files).through(pipeline);

      assertThat(result.ingested().rejected()).isEqualTo(BAD_ROWS.size() + BAD_MEASUREMENTS.size());
      assertThat(result.ingested().records()).isEqualTo(clean.ingested().records());
      assertThat(Walk.canonical(result)).isNotEmpty().isEqualTo(Walk.canonical(clean));
      List<DeadLetter> letters = DeadLetter.all(pipeline);
      // Below the header, rows begin on line 2.
      assertLetters(letters, "series:generated", files.series(), 2, BAD_ROWS);
      assertLetters(letters, "ooni", files.ooni(), 1, BAD_MEASUREMENTS);
      assertThat(letters).hasSize(BAD_ROWS.size() + BAD_MEASUREMENTS.size());
    }
  }

  @Test
  void shouldGiveTheEventsOfTheGoodFeedsBesideAFloodOfGarbageAndStayAsSmallAsItWas()
      throws Exception {
    GeneratedInput.Files files = GeneratedInput.from(GeneratedInput.YEAR_2023).write(bad);
    try (Pipeline pipeline = Walk.pipeline();
        GarbageFlood flood = new GarbageFlood(pipeline.client())) {
      flood.send(FLOOD / 3);
      long before = usedHeap();

      Future<?> flooding = flood.sendBeside(FLOOD - FLOOD / 3);
      ReplayResult result = Walk.of(files).through(pipeline);
      flooding.get();
      await()
          .atMost(Duration.ofMinutes(30))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> letters(pipeline) == FLOOD);

      assertThat(Walk.canonical(result)).isNotEmpty().isEqualTo(Walk.canonical(clean));
      assertThat(usedHeap()).isLessThan(before + HEAP_MAY_GROW);
      pipeline.failIfBroken();
    }
  }

  private static long letters(Pipeline pipeline) {
    LongAdder letters = new LongAdder();
    try (DeadLetterTopic topic = new DeadLetterTopic(pipeline.client())) {
      topic.read(letter -> letters.increment());
    }
    return letters.sum();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void assertLetters(
      List<DeadLetter> letters, String source, Path file, int firstLine, List<BadLine> lines) {
    List<Tuple> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int length = lines.get(i).text().length();
      expected.add(
          tuple(
              file + ":" + (firstLine + i * EVERY),
              (long) length,
              Math.min(length, Rejection.MAX_BYTES)));
    }
    List<DeadLetter> found =
        letters.stream().filter(letter -> letter.source().equals(source)).toList();
    assertThat(found)
        .extracting(DeadLetter::place, DeadLetter::originalLength, DeadLetter::length)
        .containsExactlyElementsOf(expected);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(found.get(i).reason()).startsWith(lines.get(i).reason());
    }
  }

  /** Returns the lines with a bad one before the first and then before every so many. */
  private static List<String> mixed(List<String> lines, List<BadLine> badLines) {
    List<String> mixed = new ArrayList<>(lines);
    for (int i = 0; i < badLines.size(); i++) {
      mixed.add(i * EVERY, badLines.get(i).text());
    }
    return mixed;
  }

  /** OONI adds fields whenever it likes, so that a measurement with new ones is a good one. */
  private static List<String> withUnknownFields(List<String> measurements) {
    return measurements.stream()
        .map(json -> json.replaceFirst("\\{", "{\"unheard_of\":[{\"of\":1}],"))
        .toList();
  }
}
