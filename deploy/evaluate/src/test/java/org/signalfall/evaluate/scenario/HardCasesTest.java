package org.signalfall.evaluate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.schema.json.CanonicalEvent;

class HardCasesTest {

  private static final int GRACE_MS = 60_000;

  static List<HardCase> all() {
    return HardCases.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldDrawTheSameRecordsFromTheSameSeedInTimeOrder(HardCase hardCase) throws IOException {
    List<TimedRecord> records = records(hardCase.draw(7).sources().get(0), 2_000);

    assertThat(records).isEqualTo(records(hardCase.draw(7).sources().get(0), 2_000));
    assertThat(records).isSortedAccordingTo(Comparator.comparingLong(TimedRecord::time));
    assertThat(hardCase.draw(7).labels())
        .isNotEmpty()
        .allMatch(label -> label.caseName().equals(hardCase.name()));
  }

  @Test
  void shouldHaveANameOfItsOwnForEachCase() {
    assertThat(HardCases.all()).extracting(HardCase::name).doesNotHaveDuplicates();
    assertThat(HardCases.named("friday")).isPresent();
    assertThat(HardCases.named("no such case")).isEmpty();
  }

  @Test
  void shouldRefuseAVolumeOfNothing() {
    HardCase any = HardCases.all().get(0);

    assertThatIllegalArgumentException().isThrownBy(() -> any.draw(1, 0));
  }

  @Test
  void shouldGiveTheSameEventsWhenRecordsComeOutOfOrderWithinGrace() {
    Generated ordered = Drawn.named("partial-block").draw(1);
    Source source = ordered.sources().get(0);
    Generated disordered =
        new Generated(
            List.of(
                new GeneratedSource(
                    GeneratedSource.feed(source.feed().name(), FeedKind.PROBE),
                    "disordered",
                    () -> disordered(source).iterator())),
            ordered.labels());

    assertThat(canonical(Drawn.of(disordered)))
        .isNotEmpty()
        .isEqualTo(canonical(Drawn.of(ordered)));
  }

  private static List<String> canonical(Drawn drawn) {
    return drawn.outcome().revisions().stream().map(CanonicalEvent::line).toList();
  }

  private static List<TimedRecord> disordered(Source source) {
    Random random = new Random(5);
    record Delayed(TimedRecord record, long arrival) {}
    try {
      return records(source, Integer.MAX_VALUE).stream()
          .map(one -> new Delayed(one, one.time() + random.nextInt(GRACE_MS)))
          .sorted(Comparator.comparingLong(Delayed::arrival))
          .map(Delayed::record)
          .toList();
    } catch (IOException e) {
      throw new AssertionError("a generated source can be read", e);
    }
  }

  private static List<TimedRecord> records(Source source, int most) throws IOException {
    List<TimedRecord> records = new ArrayList<>();
    try (RecordReader reader =
        source.open(
            rejection -> {
              throw new AssertionError(rejection);
            })) {
      for (TimedRecord next = reader.next();
          next != null && records.size() < most;
          next = reader.next()) {
        records.add(next);
      }
    }
    return records;
  }
}
