package org.signalfall.ingest.series;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.series.SampleFields.Column;

/** Says at which position of a row each column stands. */
final class SeriesHeader {

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
      if (column.isRequired() && !header.positions.containsKey(column)) {
        throw new MalformedRecordException("the header has no column '" + column.title() + "'");
      }
    }
    return header;
  }

  /**
   * Returns the fields of a row by column, without surrounding blanks.
   *
   * @throws MalformedRecordException when the row has more or fewer fields than the header
   */
  Map<Column, String> fields(List<String> row) throws MalformedRecordException {
    if (row.size() != width) {
      throw new MalformedRecordException(
          "the row has " + row.size() + " fields, the header " + width);
    }
    Map<Column, String> fields = new EnumMap<>(Column.class);
    positions.forEach((column, position) -> fields.put(column, row.get(position).strip()));
    return fields;
  }

  private void place(String title, int position) throws MalformedRecordException {
    Column column = Column.titled(title);
    if (column != null && positions.putIfAbsent(column, position) != null) {
      throw new MalformedRecordException("the header has '" + column.title() + "' twice");
    }
  }
}
