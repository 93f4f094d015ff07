package org.signalfall.ingest.series;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Splits one line of comma-separated values into fields (RFC 4180). Line breaks inside quotes are
 * not taken: no field of a series needs one, and so an unclosed quote costs one line only.
 */
final class CsvLine {

  private final String line;
  private final List<String> fields = new ArrayList<>();
  private int position;

  private CsvLine(String line) {
    this.line = line;
  }

  /**
   * Returns the fields of a line.
   *
   * @throws MalformedRecordException when quotes don't match up
   */
  static List<String> split(String line) throws MalformedRecordException {
    return new CsvLine(line).split();
  }

  private List<String> split() throws MalformedRecordException {
    fields.add(field());
    while (position < line.length()) {
      position++;
      fields.add(field());
    }
    return fields;
  }

  /** Reads up to the next comma, which stays unread, or to the end. */
  private String field() throws MalformedRecordException {
    if (position < line.length() && line.charAt(position) == '"') {
      return quoted();
    }
    int comma = line.indexOf(',', position);
    int end = comma < 0 ? line.length() : comma;
    String field = line.substring(position, end);
    if (field.indexOf('"') >= 0) {
      throw new MalformedRecordException("a quote stands inside an unquoted field");
    }
    position = end;
    return field;
  }

  private String quoted() throws MalformedRecordException {
    StringBuilder field = new StringBuilder();
    position++;
    while (true) {
      int quote = line.indexOf('"', position);
      if (quote < 0) {
        throw new MalformedRecordException("a quoted field is not closed");
      }
      field.append(line, position, quote);
      position = quote + 1;
      if (position == line.length() || line.charAt(position) == ',') {
        return field.toString();
      }
      if (line.charAt(position) != '"') {
        throw new MalformedRecordException("text follows the closing quote of a field");
      }
      field.append('"');
      position++;
    }
  }
}
