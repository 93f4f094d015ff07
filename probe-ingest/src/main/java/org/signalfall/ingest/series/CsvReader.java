package org.signalfall.ingest.series;

import java.io.IOException;
import java.util.List;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;

/** Reads comma-separated values (RFC 4180), one sample a row below a header. */
final class CsvReader implements SeriesReader {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final SampleFields samples;

  CsvReader(SampleFields samples) {
    this.samples = samples;
  }

  @Override
  public void read(SeriesContent content, SampleSink sink) throws IOException {
    FileLines lines = content.lines();
    SeriesHeader header = header(content, lines);
    for (Line line = lines.next(); line != null; line = lines.next()) {
      try {
        sink.accept(samples.parse(header.fields(CsvLine.split(line.text()))));
      } catch (MalformedRecordException e) {
        lines.reject(line, e.getMessage());
      }
    }
  }

  private static SeriesHeader header(SeriesContent content, FileLines lines) throws IOException {
    Line line = lines.next();
    if (line == null) {
      throw new IOException(content.file() + " is empty: a series file begins with a header");
    }
    try {
      String text = line.text();
      List<String> titles =
          CsvLine.split(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
      return SeriesHeader.of(titles);
    } catch (MalformedRecordException e) {
      throw new IOException(lines.place(line.number()) + ": " + e.getMessage(), e);
    }
  }
}
