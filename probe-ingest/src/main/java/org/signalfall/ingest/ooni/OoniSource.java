package org.signalfall.ingest.ooni;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.ReadMeter;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.TrustedClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OONI measurements, from any number of files, folders and standard input: raw ones as JSON Lines,
 * as JSON arrays or as one document a file, and rows of the measurements API. Measurements come in
 * any order. One that can't be read is rejected alone, and one of a test that isn't read is
 * counted.
 */
public final class OoniSource implements Source {

  /** Longest measurement that is taken: 16 MiB. */
  private static final int MAX_MEASUREMENT_BYTES = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(OoniSource.class);

  private static final FeedInfo FEED =
      new FeedInfo("ooni", FeedKind.PROBE, Optional.of("OONI"), Optional.of("CC BY-NC-SA 4.0"));

  private final List<Path> paths;
  private final ServiceCatalogue catalogue;
  private final Clock clock;
  private final long budgetBytes;
  private final ReadMeter meter = new ReadMeter();
  private volatile Map<String, Long> passedOver = Map.of();

  /** Names files and folders to read, with the catalogue that is shipped. */
  public OoniSource(List<Path> paths) {
    this(paths, ServiceCatalogue.shipped());
  }

  /** Names files and folders to read, {@code -} for standard input. */
  public OoniSource(List<Path> paths, ServiceCatalogue catalogue) {
    this(paths, catalogue, Clock.systemUTC(), RecordSorter.DEFAULT_BUDGET_BYTES);
  }

  OoniSource(List<Path> paths, ServiceCatalogue catalogue, Clock clock, long budgetBytes) {
    TrustedClasses.register();
    this.paths = List.copyOf(paths);
    this.catalogue = catalogue;
    this.clock = clock;
    this.budgetBytes = budgetBytes;
  }

  @Override
  public FeedInfo feed() {
    return FEED;
  }

  @Override
  public String identity() throws IOException {
    // Another catalogue reads other records from the same files.
    return Fingerprint.of(OoniFiles.under(paths)) + "-" + catalogue.fingerprint();
  }

  @Override
  public double openedShare() {
    return meter.share();
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    OoniParser parser = new OoniParser(new Plausibility(clock), catalogue);
    try (RecordSorter sorter = new RecordSorter(budgetBytes)) {
      List<Path> files = OoniFiles.under(paths);
      meter.begin(files);
      for (Path file : files) {
        read(file, parser, sorter, rejections);
      }
      passedOver = new TreeMap<>(parser.passedOver());
      if (!passedOver.isEmpty()) {
        LOG.info("passed over measurements of tests that aren't read: {}", passedOver);
      }
      return sorter.sorted();
    }
  }

  /**
   * Returns how many measurements were passed over, by name of the test that isn't read; none
   * before the source was opened.
   */
  public Map<String, Long> passedOver() {
    return Collections.unmodifiableMap(passedOver);
  }

  private void read(Path file, OoniParser parser, RecordSorter sorter, Rejections rejections)
      throws IOException {
    try (Documents documents =
        Framing.open(FEED.name(), file, meter.open(file), MAX_MEASUREMENT_BYTES, rejections)) {
      for (Line document = documents.next(); document != null; document = documents.next()) {
        try {
          for (ProbeMeasurement measurement : parser.parse(document.bytes())) {
            sorter.add(new TimedProbe(measurement));
          }
        } catch (MalformedRecordException e) {
          documents.reject(document, e.getMessage());
        }
      }
    }
  }
}
