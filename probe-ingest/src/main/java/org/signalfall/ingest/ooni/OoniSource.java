package org.signalfall.ingest.ooni;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.TrustedClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OONI measurements: JSON Lines, or one JSON document a file; gzip or plain; a file, or a folder of
 * files. Measurements come in any order. One that can't be read is rejected alone.
 */
public final class OoniSource implements Source {

  /** Longest measurement that is taken, 16 MiB: its tree of JSON nodes has to fit into memory. */
  private static final int MAX_MEASUREMENT_BYTES = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(OoniSource.class);

  private static final FeedInfo FEED =
      new FeedInfo("ooni", FeedKind.PROBE, Optional.of("OONI"), Optional.of("CC BY-NC-SA 4.0"));

  private final Path path;
  private final Clock clock;
  private final long budgetBytes;

  /** Names a file or a folder to read. */
  public OoniSource(Path path) {
    this(path, Clock.systemUTC(), RecordSorter.DEFAULT_BUDGET_BYTES);
  }

  OoniSource(Path path, Clock clock, long budgetBytes) {
    TrustedClasses.register();
    this.path = path;
    this.clock = clock;
    this.budgetBytes = budgetBytes;
  }

  @Override
  public FeedInfo feed() {
    return FEED;
  }

  @Override
  public String identity() throws IOException {
    return Fingerprint.of(OoniFiles.under(path));
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    OoniParser parser = new OoniParser(new Plausibility(clock));
    try (RecordSorter sorter = new RecordSorter(budgetBytes)) {
      for (Path file : OoniFiles.under(path)) {
        read(file, parser, sorter, rejections);
      }
      if (!parser.passedOver().isEmpty()) {
        LOG.info("passed over measurements of tests that aren't read: {}", parser.passedOver());
      }
      return sorter.sorted();
    }
  }

  private static void read(Path file, OoniParser parser, RecordSorter sorter, Rejections rejections)
      throws IOException {
    if (PrettyDocument.isOne(file)) {
      PrettyDocument document = PrettyDocument.read(file, MAX_MEASUREMENT_BYTES);
      add(document.text(), parser, sorter, reason -> document.reject(FEED, reason, rejections));
      return;
    }
    try (FileLines lines = new FileLines(FEED.name(), file, MAX_MEASUREMENT_BYTES, rejections)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        Line current = line;
        add(line.bytes(), parser, sorter, reason -> lines.reject(current, reason));
      }
    }
  }

  private static void add(
      byte[] json, OoniParser parser, RecordSorter sorter, Consumer<String> reject)
      throws IOException {
    try {
      Optional<ProbeMeasurement> measurement = parser.parse(json);
      if (measurement.isPresent()) {
        sorter.add(new TimedProbe(measurement.get()));
      }
    } catch (MalformedRecordException e) {
      reject.accept(e.getMessage());
    }
  }
}
