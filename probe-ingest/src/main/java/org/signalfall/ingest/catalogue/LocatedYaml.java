package org.signalfall.ingest.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one YAML document and keeps the lines. Anchors and aliases have no meaning in a catalogue,
 * so nothing in it can unfold.
 */
final class LocatedYaml {

  private static final int MAX_DEPTH = 20;
  private static final YAMLFactory YAML = factory();

  private final JsonParser parser;
  private final Problems problems;

  private LocatedYaml(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** Returns the document, or nothing when it can't be read, which is then a problem. */
  static Optional<Located> read(byte[] document, Problems problems) {
    try (JsonParser parser = YAML.createParser(document)) {
      LocatedYaml yaml = new LocatedYaml(parser, problems);
      if (parser.nextToken() == null) {
        problems.add(1, "", "is empty");
        return Optional.empty();
      }
      Located root = yaml.value("");
      if (parser.nextToken() != null) {
        problems.add(yaml.line(), "", "holds more than one document");
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.add(line, "", "is no YAML: " + oneLine(e.getOriginalMessage()));
    } catch (IOException | YAMLException e) {
      problems.add(1, "", "is no YAML: " + oneLine(e.getMessage()));
    }
    return Optional.empty();
  }

  private Located value(String path) throws IOException {
    int line = line();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new Located.Mapping(line, entries(path));
    }
    if (token == JsonToken.START_ARRAY) {
      List<Located> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(path + "[" + items.size() + "]"));
      }
      return new Located.Sequence(line, items);
    }
    return new Located.Text(line, token == JsonToken.VALUE_NULL ? "" : parser.getText());
  }

  private Map<String, Located> entries(String path) throws IOException {
    Map<String, Located> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = line();
      String inner = path.isEmpty() ? name : path + "." + name;
      parser.nextToken();
      if (entries.put(name, value(inner)) != null) {
        problems.add(line, inner, "is given twice");
      }
    }
    return entries;
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static String oneLine(String message) {
    return message == null ? "nothing is known of it" : message.lines().findFirst().orElse("");
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(CatalogueReader.MAX_BYTES);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return factory;
  }
}
