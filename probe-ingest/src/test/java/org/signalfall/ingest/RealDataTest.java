package org.signalfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Absence;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.series.SeriesSource;

/** Reads recorded real data; skipped where it is absent. */
class RealDataTest {

  private final CollectedRejections rejections = new CollectedRejections();

  @Test
  void shouldFindTheFailuresOfKenya2023WhereTheyWere() throws IOException {
    Path file = SharedData.require("ooni/kenya-2023-telegram.jsonl.gz");

    List<TimedRecord> records = Records.readAll(new OoniSource(List.of(file)), rejections);

    Map<Long, Long> failures = new HashMap<>();
    for (TimedRecord record : records) {
      ProbeMeasurement measurement = ((TimedProbe) record).measurement();
      failures.merge(measurement.getAsn(), appFailed(measurement) ? 1L : 0L, Long::sum);
    }
    assertThat(records).hasSize(2344);
    assertThat(rejections.all()).isEmpty();
    assertThat(failures)
        .containsEntry(12455L, 85L)
        .containsEntry(33771L, 115L)
        .containsEntry(37061L, 56L)
        .containsEntry(36926L, 12L)
        .containsEntry(15808L, 1L);
    for (long neverBlocked : new long[] {30844, 329014, 15399, 36866, 328977}) {
      assertThat(failures).containsEntry(neverBlocked, 0L);
    }
  }

  @Test
  void shouldReadOrRejectWithAReasonEveryOddMeasurement() throws IOException {
    Path folder = SharedData.require("ooni/real");

    List<TimedRecord> records = Records.readAll(new OoniSource(List.of(folder)), rejections);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat((long) records.size() + rejections.all().size())
          .isLessThanOrEqualTo(files.count());
    }
    assertThat(records).hasSizeGreaterThan(50);
    assertThat(rejections.reasons()).containsExactly("test_keys is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "iraq-2023,9272,MISSING",
    "myanmar-bago-2021,1791,ZERO",
    "venezuela-2019,1468,MISSING",
    "youtube-ge,7052,MISSING"
  })
  void shouldReadEverySampleOfTheSeriesAndRejectTheNegativeOne(
      String name, int samples, Absence absence) throws IOException {
    Path file = SharedData.require("series/" + name + ".series.csv");

    List<TimedRecord> records = Records.readAll(new SeriesSource(file, Map.of()), rejections);

    assertThat(records).hasSize(samples);
    assertThat(records)
        .extracting(record -> ((TimedTraffic) record).sample().getAbsence())
        .containsOnly(absence);
    assertThat(rejections.reasons())
        .isEqualTo(
            name.equals("venezuela-2019") ? List.of("the value '-1.0' is negative") : List.of());
  }

  private static boolean appFailed(ProbeMeasurement measurement) {
    return measurement.getComponents().stream()
        .anyMatch(
            component ->
                component.getComponent().equals("app")
                    && component.getOutcome() == Outcome.FAILURE);
  }
}
