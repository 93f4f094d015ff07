package org.signalfall.ingest.series;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.signalfall.ingest.input.MalformedRecordException;

/** The values of one IODA series: NaN where there is none. Holds one million at most. */
final class IodaValues {

  /** Ten years of five minutes. */
  private static final int MAX_VALUES = 1 << 20;

  private static final String LOSS = "loss_pct";

  private double[] values = new double[256];
  private int size;
  private boolean nested;

  /**
   * Takes the value that the parser stands on. An object's is its share of lost packets.
   *
   * @throws MalformedRecordException when it is no value; it then counts as none
   */
  void add(JsonParser json) throws MalformedRecordException, IOException {
    if (size == MAX_VALUES) {
      json.skipChildren();
      throw new MalformedRecordException("the series has more than " + MAX_VALUES + " values");
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = Double.NaN;
    values[size - 1] = value(json);
  }

  int size() {
    return size;
  }

  double get(int index) {
    return values[index];
  }

  /** Returns whether there was an object that has no single value. */
  boolean isNested() {
    return nested;
  }

  private double value(JsonParser json) throws MalformedRecordException, IOException {
    JsonToken token = json.currentToken();
    if (token.isStructStart()) {
      return loss(json);
    }
    if (token == JsonToken.VALUE_NULL) {
      return Double.NaN;
    }
    if (!token.isNumeric()) {
      throw new MalformedRecordException("the value is no number");
    }
    double value = json.getDoubleValue();
    if (value < 0) {
      throw new MalformedRecordException("the value " + value + " is negative");
    }
    if (Double.isInfinite(value)) {
      throw new MalformedRecordException("the value is too large");
    }
    // A negative zero would sort and encode apart from zero.
    return value + 0.0;
  }

  private double loss(JsonParser json) throws IOException {
    double loss = Double.NaN;
    for (int depth = 1; depth > 0; ) {
      JsonToken token = json.nextToken();
      if (token == null) {
        return loss;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isNumeric() && LOSS.equals(json.currentName())) {
        loss = json.getDoubleValue();
      }
    }
    nested |= Double.isNaN(loss);
    return loss;
  }
}
