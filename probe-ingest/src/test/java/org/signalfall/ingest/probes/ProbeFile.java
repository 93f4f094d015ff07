package org.signalfall.ingest.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.reference.ReferenceData;

/** Builds a file of generic probes and reads it back. */
final class ProbeFile {

  /** The simplest measurement that there is. */
  static final String SHORT =
      "{\"time\":\"2022-09-21T14:00:00Z\",\"country\":\"IR\",\"asn\":44244,\"vantage\":\"v1\","
          + "\"service\":\"whatsapp\",\"component\":\"app\",\"ok\":false,"
          + "\"failure\":\"generic_timeout_error\",\"layer\":\"tcp\"}";

  private static final Clock NEW_YEAR_2024 =
      Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static final ReferenceData REFERENCE =
      new ReferenceData.Builder().asn(44244, Optional.of("IR"), "Irancell").build();

  private final Path file;
  private final CollectedRejections rejections = new CollectedRejections();

  ProbeFile(Path folder) {
    this.file = folder.resolve("mine.jsonl");
  }

  ProbeFile lines(String... lines) throws IOException {
    Files.writeString(file, String.join("\n", lines));
    return this;
  }

  CollectedRejections rejections() {
    return rejections;
  }

  ProbeLinesSource source() {
    return new ProbeLinesSource(
        file, Optional.empty(), () -> REFERENCE, NEW_YEAR_2024, RecordSorter.DEFAULT_BUDGET_BYTES);
  }

  List<ProbeMeasurement> read() throws IOException {
    List<ProbeMeasurement> measurements = new ArrayList<>();
    for (var record : Records.readAll(source(), rejections)) {
      measurements.add(((TimedProbe) record).measurement());
    }
    return measurements;
  }
}
