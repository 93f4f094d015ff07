package org.signalfall.ingest.series;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.input.DamagedInputException;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads answers of IODA's API version 2 to {@code signals/raw}, one or several in a file, or only
 * their {@code data}. Holds one series at a time.
 *
 * <pre>
 * {"type": "signals", "error": null, "data": [[
 *   {"entityType": "country", "entityCode": "IQ", "entityName": "Iraq",
 *    "entityFqid": "geo.provider.AS.IQ", "datasource": "bgp", "subtype": "",
 *    "from": 1692493200, "until": 1692579600, "step": 300, "nativeStep": 300,
 *    "values": [2917, null, ...]}, ...]]}
 * </pre>
 */
final class IodaReader implements SeriesReader {

  private static final Logger LOG = LoggerFactory.getLogger(IodaReader.class);
  private static final String SIGNALS = "signals";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_TEXT = 64 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxNameLength(MAX_TEXT)
                  .build())
          .build();

  private final AbsenceRules absences;
  private final Plausibility plausibility;
  private final LongFunction<Optional<String>> countryOf;
  private final Map<String, Integer> passedOver = new TreeMap<>();

  /**
   * Creates a reader.
   *
   * @param countryOf the country of a network, for series of networks
   */
  IodaReader(
      AbsenceRules absences, Plausibility plausibility, LongFunction<Optional<String>> countryOf) {
    this.absences = absences;
    this.plausibility = plausibility;
    this.countryOf = countryOf;
  }

  @Override
  public void read(SeriesContent content, SampleSink samples) throws IOException {
    try (JsonParser json = FACTORY.createParser(content.in())) {
      Document document = new Document(content, json, samples);
      try {
        document.read();
      } catch (JsonProcessingException e) {
        document.reject("this is no JSON: " + e.getOriginalMessage());
      } catch (DamagedInputException e) {
        document.reject(e.getMessage());
      }
    }
    if (!passedOver.isEmpty()) {
      LOG.info("passed over series of data sources that are no levels: {}", passedOver);
    }
  }

  /** One walk through a file. */
  private final class Document {

    private final SeriesContent content;
    private final JsonParser json;
    private final SampleSink samples;

    Document(SeriesContent content, JsonParser json, SampleSink samples) {
      this.content = content;
      this.json = json;
      this.samples = samples;
    }

    void read() throws IOException {
      while (json.nextToken() != null) {
        switch (json.currentToken()) {
          case START_OBJECT -> answer();
          case START_ARRAY -> data();
          default -> reject("this is no answer of IODA's");
        }
      }
    }

    private void answer() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "type" -> requireSignals(json.getText());
          case "data" -> data();
          case "error" -> {
            if (value == JsonToken.VALUE_STRING && !json.getText().isBlank()) {
              reject("IODA answered with an error: " + Quoted.of(json.getText()));
            }
          }
          default -> {}
        }
        json.skipChildren();
      }
    }

    private void requireSignals(String type) throws IOException {
      if (!type.equals(SIGNALS)) {
        throw new IOException(
            content.file()
                + " is an answer of IODA's of type "
                + Quoted.of(type)
                + ": only signals/raw holds series");
      }
    }

    /** Reads a list, of lists, of series. */
    private void data() throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return;
      }
      for (JsonToken item = json.nextToken();
          item != null && item != JsonToken.END_ARRAY;
          item = json.nextToken()) {
        switch (item) {
          case START_ARRAY -> data();
          case START_OBJECT -> series();
          default -> reject("this is no series");
        }
      }
    }

    private void series() throws IOException {
      IodaSeries series = new IodaSeries();
      String place = place();
      try {
        fields(series);
      } catch (JsonProcessingException | DamagedInputException e) {
        // What came before the damage is good.
        emit(series, place);
        throw e;
      }
      emit(series, place);
    }

    private void fields(IodaSeries series) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("values") && value == JsonToken.START_ARRAY) {
          values(series.values());
        } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          series.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    }

    private void values(IodaValues values) throws IOException {
      for (JsonToken item = json.nextToken();
          item != null && item != JsonToken.END_ARRAY;
          item = json.nextToken()) {
        try {
          values.add(json);
        } catch (MalformedRecordException e) {
          reject(e.getMessage());
        }
      }
    }

    private void emit(IodaSeries series, String place) throws IOException {
      try {
        if (!series.emit(absences, plausibility, countryOf, samples)) {
          passedOver.merge(series.datasource(), 1, Integer::sum);
        }
      } catch (MalformedRecordException e) {
        reject(place, e.getMessage());
      }
    }

    void reject(String reason) {
      reject(place(), reason);
    }

    private void reject(String place, String reason) {
      content.rejections().reject(new Rejection(content.source(), place, reason, new byte[0], 0));
    }

    /** Returns the file, the path in the document and the offset, to find the place again. */
    private String place() {
      return content.file()
          + ":"
          + json.getParsingContext().pathAsPointer()
          + ", byte "
          + json.currentTokenLocation().getByteOffset();
    }
  }
}
