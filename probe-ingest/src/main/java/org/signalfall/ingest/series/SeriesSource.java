package org.signalfall.ingest.series;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signalfall.avro.Absence;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedTraffic;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.TrustedClasses;

/**
 * A file of series in long form: comma-separated values (RFC 4180) in UTF-8, one sample a row, gzip
 * or plain, rows in any order.
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
 *   <li>absence (optional column): {@code zero} or {@code missing}, what an empty bin means
 *   <li>cadence (optional column): width of a bin, in seconds or as an ISO 8601 duration
 * </ul>
 *
 * Columns come in any order, unknown ones are ignored. A row that is no sample is rejected alone.
 */
public final class SeriesSource implements Source {

  /** Longest line that is taken: 1 MiB. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  private static final Pattern EXTENSIONS =
      Pattern.compile("(\\.series)?\\.csv(\\.gz)?$|\\.gz$", Pattern.CASE_INSENSITIVE);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final AbsenceRules absences;
  private final Clock clock;
  private final long budgetBytes;
  private final FeedInfo feed;

  /**
   * Names a file to read.
   *
   * @param file the file
   * @param absences what an empty bin means, by signal; goes before what is known by default
   */
  public SeriesSource(Path file, Map<String, Absence> absences) {
    this(file, absences, Clock.systemUTC(), RecordSorter.DEFAULT_BUDGET_BYTES);
  }

  SeriesSource(Path file, Map<String, Absence> absences, Clock clock, long budgetBytes) {
    TrustedClasses.register();
    this.file = file;
    this.absences = new AbsenceRules(absences);
    this.clock = clock;
    this.budgetBytes = budgetBytes;
    String baseName = EXTENSIONS.matcher(file.getFileName().toString()).replaceFirst("");
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
    try (FileLines lines = new FileLines(feed.name(), file, MAX_LINE_BYTES, rejections);
        RecordSorter sorter = new RecordSorter(budgetBytes)) {
      SeriesRow rows = new SeriesRow(header(lines), absences, new Plausibility(clock));
      for (Line line = lines.next(); line != null; line = lines.next()) {
        try {
          sorter.add(new TimedTraffic(rows.parse(CsvLine.split(text(line)))));
        } catch (MalformedRecordException e) {
          lines.reject(line, e.getMessage());
        }
      }
      return sorter.sorted();
    }
  }

  private SeriesHeader header(FileLines lines) throws IOException {
    Line line = lines.next();
    if (line == null) {
      throw new IOException(file + " is empty: a series file begins with a header");
    }
    try {
      String text = text(line);
      List<String> titles =
          CsvLine.split(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
      return SeriesHeader.of(titles);
    } catch (MalformedRecordException e) {
      throw new IOException(lines.place(line.number()) + ": " + e.getMessage(), e);
    }
  }

  private static String text(Line line) throws MalformedRecordException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException("the line is not UTF-8 text", e);
    }
  }
}
