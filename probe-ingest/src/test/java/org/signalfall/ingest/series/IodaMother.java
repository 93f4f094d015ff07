package org.signalfall.ingest.series;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Mother of answers of IODA's API, after its shape and with made-up numbers. */
final class IodaMother {

  private final Map<String, String> fields = new LinkedHashMap<>();

  private IodaMother() {}

  /** Returns three values of Iraq's routes, at five minutes from 1 o'clock on. */
  static IodaMother routesOfIraq() {
    return new IodaMother()
        .text("entityType", "country")
        .text("entityCode", "IQ")
        .text("entityName", "Iraq")
        .text("entityFqid", "geo.provider.AS.IQ")
        .text("datasource", "bgp")
        .text("subtype", "")
        .json("from", "1692493200")
        .json("until", "1692494100")
        .json("step", "300")
        .json("nativeStep", "300")
        .json("values", "[10, null, 12.5]");
  }

  IodaMother text(String name, String value) {
    return json(name, "\"" + value + "\"");
  }

  IodaMother json(String name, String value) {
    fields.put(name, value);
    return this;
  }

  IodaMother without(String name) {
    fields.remove(name);
    return this;
  }

  /** Returns the series alone. */
  String series() {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Returns a whole answer that holds series. */
  static String answer(String... series) {
    return "{\"type\": \"signals\", \"metadata\": {\"requestTime\": \"x\"}, \"requestParameters\": {},"
        + " \"error\": null, \"perf\": null, \"data\": [["
        + String.join(",\n", series)
        + "]], \"copyright\": \"x\"}";
  }
}
