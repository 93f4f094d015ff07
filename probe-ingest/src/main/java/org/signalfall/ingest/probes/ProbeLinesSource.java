package org.signalfall.ingest.probes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.ingest.input.InputFiles;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.reference.ReferenceData;

/**
 * Measurements of anybody's probes as JSON Lines, one measurement a line, packed or plain, in any
 * order; or standard input. {@code docs/formats.md} tells every field.
 *
 * <pre>
 * {"time": "2022-09-21T14:00:00Z", "country": "IR", "asn": 44244, "vantage": "v1",
 *  "service": "whatsapp", "component": "app", "ok": false, "layer": "tcp",
 *  "failure": "generic_timeout_error"}
 * </pre>
 *
 * A line of several components has them as objects in {@code components}. The country can be left
 * out when the reference data knows that of the network. No IP address goes further: in texts it is
 * cut out, a vantage or id that holds one is hashed. (A hash of an IPv4 address can be undone by
 * trying all of them: name vantages otherwise.) A line that is no measurement is rejected alone.
 */
public final class ProbeLinesSource implements Source {

  /** Longest line that is taken: 1 MiB. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  private static final Pattern EXTENSIONS =
      Pattern.compile("(\\.(json|jsonl|ndjson))?(\\.(gz|bz2|zst))?$", Pattern.CASE_INSENSITIVE);

  private final Path file;
  private final Supplier<ReferenceData> reference;
  private final Clock clock;
  private final long budgetBytes;
  private final FeedInfo feed;

  /**
   * Names a file to read, or {@link InputFiles#STDIN}.
   *
   * @param file the file
   * @param feed name of the feed; {@code probes:} and the file's name when empty
   * @param reference places the networks of lines that name no country; asked only for those
   * @param budgetBytes bytes of measurements to hold in memory while they are sorted, about
   */
  public ProbeLinesSource(
      Path file, Optional<String> feed, Supplier<ReferenceData> reference, long budgetBytes) {
    this(file, feed, reference, Clock.systemUTC(), budgetBytes);
  }

  ProbeLinesSource(
      Path file,
      Optional<String> feed,
      Supplier<ReferenceData> reference,
      Clock clock,
      long budgetBytes) {
    TrustedClasses.register();
    this.file = file;
    this.reference = reference;
    this.clock = clock;
    this.budgetBytes = budgetBytes;
    this.feed =
        new FeedInfo(
            feed.orElse("probes:" + baseName(file)),
            FeedKind.PROBE,
            Optional.empty(),
            Optional.empty());
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
    ProbeLineParser parser =
        new ProbeLineParser(new Plausibility(clock), asn -> reference.get().country(asn));
    try (FileLines lines = new FileLines(feed.name(), file, MAX_LINE_BYTES, rejections);
        RecordSorter sorter = new RecordSorter(budgetBytes)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        try {
          sorter.add(new TimedProbe(parser.parse(line.text())));
        } catch (MalformedRecordException e) {
          lines.reject(line, e.getMessage());
        }
      }
      return sorter.sorted();
    }
  }

  private static String baseName(Path file) {
    return file.equals(InputFiles.STDIN)
        ? "stdin"
        : EXTENSIONS.matcher(file.getFileName().toString()).replaceFirst("");
  }
}
