package org.signalfall.evaluate.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.signalfall.evaluate.EvaluationException;

/**
 * Reads labels: CSV (RFC 4180) with the columns {@code
 * case,country,region,asn,service,start,end,kind} in any order, others ignored.
 *
 * <ul>
 *   <li>case: name of the case
 *   <li>country: ISO 3166-1 alpha-2
 *   <li>region, asn, service: empty where the label isn't confined to one
 *   <li>start, end: ISO 8601 with an offset; empty if outside of the data
 *   <li>kind: {@code none} for a control, {@code ignore} for what counts neither way, anything else
 *       names an event that is to be found
 * </ul>
 *
 * A wrong label would make every figure wrong, so the first bad row ends the reading.
 */
public final class LabelFile {

  private static final ObjectReader ROWS =
      new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());

  private LabelFile() {}

  /**
   * Reads all labels of a file.
   *
   * @throws EvaluationException naming file, line and reason
   */
  public static List<Label> read(Path file) {
    List<Label> labels = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file);
        MappingIterator<Map<String, String>> rows = ROWS.readValues(reader)) {
      while (rows.hasNextValue()) {
        int line = rows.getCurrentLocation().getLineNr();
        labels.add(label(rows.nextValue(), file + " line " + line));
      }
    } catch (JsonProcessingException e) {
      throw new EvaluationException(
          file + " line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e.getMessage(), e);
    }
    return labels;
  }

  private static Label label(Map<String, String> row, String place) {
    try {
      return new Label(
          required(row, "case"),
          required(row, "country"),
          row.getOrDefault("region", ""),
          asn(row.getOrDefault("asn", "")),
          row.getOrDefault("service", ""),
          time(row.getOrDefault("start", "")),
          time(row.getOrDefault("end", "")),
          kind(required(row, "kind")));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new EvaluationException(place + ": " + e.getMessage(), e);
    }
  }

  private static String required(Map<String, String> row, String column) {
    String value = row.getOrDefault(column, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("the label has no " + column);
    }
    return value;
  }

  private static Long asn(String text) {
    return text.isEmpty() ? null : Long.valueOf(text);
  }

  private static Instant time(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static Label.Kind kind(String text) {
    return switch (text) {
      case "none" -> Label.Kind.CONTROL;
      case "ignore" -> Label.Kind.IGNORE;
      default -> Label.Kind.EVENT;
    };
  }
}
