package org.signalfall.ingest.series;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.TimedTraffic;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.reference.ReferenceData;

/** Builds a series file and reads it back. */
final class SeriesFile {

  static final String HEADER = "time,country,region,asn,service,signal,value";

  private static final Clock NEW_YEAR_2024 =
      Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path file;
  private final CollectedRejections rejections = new CollectedRejections();
  private Map<String, Absence> absences = Map.of();
  private ReferenceData reference = new ReferenceData.Builder().build();
  private long budgetBytes = RecordSorter.DEFAULT_BUDGET_BYTES;

  SeriesFile(Path folder) {
    this.file = folder.resolve("a.csv");
  }

  SeriesFile lines(String... lines) throws IOException {
    return bytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  SeriesFile bytes(byte[] content) throws IOException {
    Files.write(file, content);
    return this;
  }

  SeriesFile gzip(String content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  SeriesFile absences(Map<String, Absence> declared) {
    absences = declared;
    return this;
  }

  SeriesFile reference(ReferenceData data) {
    reference = data;
    return this;
  }

  SeriesFile budgetBytes(long bytes) {
    budgetBytes = bytes;
    return this;
  }

  Path path() {
    return file;
  }

  CollectedRejections rejections() {
    return rejections;
  }

  List<TrafficSample> read() throws IOException {
    List<TrafficSample> samples = new ArrayList<>();
    SeriesSource source =
        new SeriesSource(file, absences, () -> reference, NEW_YEAR_2024, budgetBytes);
    for (var record : Records.readAll(source, rejections)) {
      samples.add(((TimedTraffic) record).sample());
    }
    return samples;
  }
}
