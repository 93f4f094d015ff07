package org.signalfall.ingest.series;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.signalfall.ingest.input.MalformedRecordException;

/** Says at which position of a row each column stands. */
final class SeriesHeader {

  /** Columns that are understood; others are ignored. */
  enum Column {
    TIME(true),
    COUNTRY(true),
    REGION(false),
    ASN(false),
    SERVICE(false),
    SIGNAL(true),
    VALUE(true),
    ABSENCE(false),
    CADENCE(false);

    private final boolean required;

    Column(boolean required) {
      this.required = required;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Column, Integer> positions = new EnumMap<>(Column.class);
  private final int width;

  private SeriesHeader(int width) {
    this.width = width;
  }

  /**
   * Reads the header row; names are compared without regard to case or surrounding blanks.
   *
   * @throws MalformedRecordException when a column is missing or stands twice
   */
  static SeriesHeader of(List<String> titles) throws MalformedRecordException {
    SeriesHeader header = new SeriesHeader(titles.size());
    for (int i = 0; i < titles.size(); i++) {
      header.place(titles.get(i).strip(), i);
    }
    for (Column column : Column.values()) {
      if (column.required && !header.positions.containsKey(column)) {
        throw new MalformedRecordException("the header has no column '" + column.title() + "'");
      }
    }
    return header;
  }

  /** Returns how many fields a row must have. */
  int width() {
    return width;
  }

  /** Returns the field of a column without surrounding blanks; empty when there is none. */
  String field(List<String> row, Column column) {
    Integer position = positions.get(column);
    return position == null ? "" : row.get(position).strip();
  }

  private void place(String title, int position) throws MalformedRecordException {
    for (Column column : Column.values()) {
      if (column.title().equalsIgnoreCase(title)
          && positions.putIfAbsent(column, position) != null) {
        throw new MalformedRecordException("the header has '" + column.title() + "' twice");
      }
    }
  }
}
