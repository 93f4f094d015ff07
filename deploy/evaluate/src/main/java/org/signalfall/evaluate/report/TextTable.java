package org.signalfall.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns for a person: the first column to the left, the others as the table says. */
public final class TextTable {

  private static final String GAP = "  ";

  private final boolean isOfFigures;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(boolean isOfFigures, String... header) {
    this.isOfFigures = isOfFigures;
    rows.add(List.of(header));
  }

  /** Returns a table of figures below a header: what they are of to the left, they to the right. */
  public static TextTable ofFigures(String... header) {
    return new TextTable(true, header);
  }

  /** Returns a table of words below a header, all to the left. */
  public static TextTable ofWords(String... header) {
    return new TextTable(false, header);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException unless it has as many cells as the header
   */
  public TextTable row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "a row has %d cells below a header of %d".formatted(cells.length, rows.get(0).size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Returns the lines, without trailing blanks. */
  public List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String blanks = " ".repeat(widths.get(column) - cell.length());
      line.append(column == 0 ? "" : GAP);
      line.append(isOfFigures && column > 0 ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }
}
