package org.signalfall.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.zip.GZIPInputStream;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.LineReader;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.probes.ProbeLineParser;

/**
 * Reads a body: one measurement a line, as {@link org.signalfall.ingest.probes.ProbeLinesSource}
 * tells. A bad line costs that line; a body that can't be read to its end is refused as a whole, so
 * that its sender can send it again.
 */
final class SubmissionReader {

  private final IntakeLimits limits;
  private final LongFunction<Optional<String>> countryOf;
  private final Clock clock;

  /**
   * Creates a reader.
   *
   * @param countryOf the country of a network, for lines that name none
   */
  SubmissionReader(IntakeLimits limits, LongFunction<Optional<String>> countryOf, Clock clock) {
    this.limits = limits;
    this.countryOf = countryOf;
    this.clock = clock;
  }

  /**
   * Reads a body that has been received whole.
   *
   * @param packed whether it is gzip (RFC 1952)
   * @throws RefusedException when it is damaged, too large or has too many lines
   */
  Submission read(byte[] body, boolean packed) throws RefusedException {
    byte[] plain = packed ? unpacked(body) : body;
    ProbeLineParser parser = new ProbeLineParser(new Plausibility(clock), countryOf);
    List<ProbeMeasurement> measurements = new ArrayList<>();
    List<BadLine> badLines = new ArrayList<>();
    try (LineReader lines = new LineReader(new ByteArrayInputStream(plain), limits.lineBytes())) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        if (measurements.size() + badLines.size() == limits.lines()) {
          throw new RefusedException(413, "the body has more than " + limits.lines() + " lines");
        }
        try {
          measurements.add(parser.parse(text(line)));
        } catch (MalformedRecordException e) {
          badLines.add(new BadLine(line.number(), e.getMessage(), line.bytes(), line.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory never fails", e);
    }
    return new Submission(measurements, badLines);
  }

  private String text(Line line) throws MalformedRecordException {
    if (line.overlong()) {
      throw new MalformedRecordException(
          "the line is longer than " + limits.lineBytes() + " bytes");
    }
    if (line.hasNul()) {
      throw new MalformedRecordException("the line holds a NUL byte");
    }
    return line.text();
  }

  private byte[] unpacked(byte[] body) throws RefusedException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] plain = in.readNBytes(limits.inflatedBytes() + 1);
      if (plain.length > limits.inflatedBytes()) {
        throw new RefusedException(
            413, "the body is longer than " + limits.inflatedBytes() + " bytes once unpacked");
      }
      return plain;
    } catch (IOException e) {
      throw new RefusedException(400, "the body is no whole gzip data: " + e.getMessage());
    }
  }
}
