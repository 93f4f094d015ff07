package org.signalfall.ingest.series;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.series.SampleFields.Column;

/**
 * Reads JSON Lines: one object a line with the columns of the CSV as its fields, as text or
 * numbers.
 */
final class JsonLinesReader implements SeriesReader {

  private final JsonFactory factory = new JsonFactory();
  private final SampleFields samples;

  JsonLinesReader(SampleFields samples) {
    this.samples = samples;
  }

  @Override
  public void read(SeriesContent content, SampleSink sink) throws IOException {
    FileLines lines = content.lines();
    for (Line line = lines.next(); line != null; line = lines.next()) {
      try {
        sink.accept(samples.parse(fields(line.text())));
      } catch (MalformedRecordException e) {
        lines.reject(line, e.getMessage());
      }
    }
  }

  private Map<Column, String> fields(String line) throws MalformedRecordException, IOException {
    Map<Column, String> fields = new EnumMap<>(Column.class);
    try (JsonParser json = factory.createParser(line.strip())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedRecordException("the line is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Column column = Column.titled(json.currentName());
        JsonToken value = json.nextToken();
        if (column == null || value == JsonToken.VALUE_NULL) {
          json.skipChildren();
        } else if (!value.isScalarValue() || value.isBoolean()) {
          throw new MalformedRecordException(
              "the " + column.title() + " is neither text nor a number");
        } else if (fields.putIfAbsent(column, json.getText().strip()) != null) {
          throw new MalformedRecordException("the line has '" + column.title() + "' twice");
        }
      }
      if (json.nextToken() != null) {
        throw new MalformedRecordException("text follows the object");
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
