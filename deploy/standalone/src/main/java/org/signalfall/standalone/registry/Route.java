package org.signalfall.standalone.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A method and a path template such as {@code /subjects/{subject}/versions}, and what answers it.
 */
record Route(String method, List<String> template, Function<Request, Response> handler) {

  static Route of(String method, String template, Function<Request, Response> handler) {
    return new Route(method, segments(template), handler);
  }

  /** Splits a path, still encoded, at its slashes; a trailing one does not count. */
  static List<String> segments(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    return List.of(relative.split("/"));
  }

  /** The placeholders' values when the path fits, still encoded. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != template.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String expected = template.get(i);
      if (expected.startsWith("{") && !path.get(i).isEmpty()) {
        values.put(expected.substring(1, expected.length() - 1), path.get(i));
      } else if (!expected.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
