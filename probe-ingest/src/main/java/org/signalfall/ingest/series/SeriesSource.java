package org.signalfall.ingest.series;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.signalfall.avro.Absence;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedTraffic;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.InputFiles;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.reference.ReferenceData;

/**
 * A file of series, packed or plain, its samples in any order; or standard input. Its content tells
 * the format:
 *
 * <ul>
 *   <li>long CSV (RFC 4180) in UTF-8, one sample a row below a header
 *   <li>JSON Lines, one sample an object, with the columns of the CSV as its fields
 *   <li>answers of IODA's API to {@code signals/raw}
 * </ul>
 *
 * <pre>
 * time,country,region,asn,service,signal,value
 * 2023-08-20T01:00:00Z,IQ,,,,bgp-visible-slash24s,2917
 * </pre>
 *
 * <ul>
 *   <li>time: ISO 8601, UTC when it has no offset; or seconds or milliseconds since the epoch
 *   <li>country: ISO 3166-1 alpha-2
 *   <li>region, asn (with or without {@code AS}), service: empty where they don't apply
 *   <li>value: decimal, at or above zero
 *   <li>absence (optional): {@code zero} or {@code missing}, what an empty bin means
 *   <li>cadence (optional): width of a bin, in seconds or as an ISO 8601 duration
 * </ul>
 *
 * Columns come in any order, unknown ones are ignored. What is no sample is rejected alone.
 */
public final class SeriesSource implements Source {

  private static final Pattern EXTENSIONS =
      Pattern.compile(
          "(\\.series)?(\\.(csv|json|jsonl|ndjson))?(\\.(gz|bz2|zst))?$", Pattern.CASE_INSENSITIVE);

  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final AbsenceRules absences;
  private final Supplier<ReferenceData> reference;
  private final Clock clock;
  private final long budgetBytes;
  private final FeedInfo feed;

  /**
   * Names a file to read, or {@link InputFiles#STDIN}.
   *
   * @param file the file
   * @param absences what an empty bin means, by signal; goes before what is known by default
   */
  public SeriesSource(Path file, Map<String, Absence> absences) {
    this(file, absences, ReferenceData::builtIn, RecordSorter.DEFAULT_BUDGET_BYTES);
  }

  /**
   * Names a file to read, or {@link InputFiles#STDIN}.
   *
   * @param file the file
   * @param absences what an empty bin means, by signal; goes before what is known by default
   * @param reference places the networks of series that name no country; asked only for those
   * @param budgetBytes bytes of samples to hold in memory while they are sorted, about
   */
  public SeriesSource(
      Path file,
      Map<String, Absence> absences,
      Supplier<ReferenceData> reference,
      long budgetBytes) {
    this(file, absences, reference, Clock.systemUTC(), budgetBytes);
  }

  SeriesSource(
      Path file,
      Map<String, Absence> absences,
      Supplier<ReferenceData> reference,
      Clock clock,
      long budgetBytes) {
    TrustedClasses.register();
    this.file = file;
    this.absences = new AbsenceRules(absences);
    this.reference = reference;
    this.clock = clock;
    this.budgetBytes = budgetBytes;
    String baseName =
        file.equals(InputFiles.STDIN)
            ? "stdin"
            : EXTENSIONS.matcher(file.getFileName().toString()).replaceFirst("");
    this.feed =
        new FeedInfo("series:" + baseName, FeedKind.TRAFFIC, Optional.empty(), Optional.empty());
  }

  @Override
  public FeedInfo feed() {
    return feed;
  }

  @Override
  public String identity() throws IOException {
    return Fingerprint.of(List.of(file));
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    try (InputStream in = new BufferedInputStream(InputFiles.open(file), BUFFER);
        RecordSorter sorter = new RecordSorter(budgetBytes)) {
      reader(SeriesFormat.of(in))
          .read(
              new SeriesContent(feed.name(), file, in, rejections),
              sample -> sorter.add(new TimedTraffic(sample)));
      return sorter.sorted();
    }
  }

  private SeriesReader reader(SeriesFormat format) {
    Plausibility plausibility = new Plausibility(clock);
    SampleFields samples = new SampleFields(absences, plausibility);
    return switch (format) {
      case CSV -> new CsvReader(samples);
      case JSON_LINES -> new JsonLinesReader(samples);
      case IODA -> new IodaReader(absences, plausibility, asn -> reference.get().country(asn));
    };
  }
}
