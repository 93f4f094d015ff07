package org.signalfall.ingest.ooni;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Reads one JSON document and leaves out what no test is read by, which is most of it: bodies,
 * certificates, events of the network. What is kept is bounded by the number of values, since a
 * tree takes many times the memory of its text.
 */
final class MeasurementJson {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_VALUES = 500_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> LEFT_OUT =
      Set.of(
          "body",
          "raw_response",
          "peer_certificates",
          "network_events",
          "x_dns_late_replies",
          "x_dns_duplicate_responses",
          "x_conn_priority_log",
          "x_control_request",
          "control_request",
          "ip_info",
          "tor_log",
          "tor_logs");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final JsonParser parser;
  private int values;

  private MeasurementJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a document.
   *
   * @throws MalformedRecordException when it is no JSON, or more than one document, or too much
   */
  static JsonNode read(byte[] json) throws MalformedRecordException {
    try (JsonParser parser = JSON.createParser(json)) {
      MeasurementJson reader = new MeasurementJson(parser);
      if (parser.nextToken() == null) {
        throw new MalformedRecordException("this is no JSON: there is nothing");
      }
      JsonNode root = reader.value();
      if (parser.nextToken() != null) {
        throw new MalformedRecordException("something follows the measurement");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getMessage(), e);
    }
  }

  private JsonNode value() throws IOException, MalformedRecordException {
    if (++values > MAX_VALUES) {
      throw new MalformedRecordException(
          "the measurement holds more than " + MAX_VALUES + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      default -> NODES.nullNode();
    };
  }

  private JsonNode whole() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getDoubleValue());
    };
  }

  private ArrayNode array() throws IOException, MalformedRecordException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private ObjectNode object() throws IOException, MalformedRecordException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (LEFT_OUT.contains(name)) {
        parser.skipChildren();
      } else {
        object.set(name, value());
      }
    }
    return object;
  }
}
