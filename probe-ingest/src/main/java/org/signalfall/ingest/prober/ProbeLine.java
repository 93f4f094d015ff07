package org.signalfall.ingest.prober;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;

/**
 * Writes a measurement as one line of the generic probe JSON Lines, which any ingestion of this
 * project reads.
 */
public final class ProbeLine {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ProbeLine() {}

  /** Returns the line, without its end. */
  public static String of(ProbeMeasurement measurement) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("id", measurement.getMeasurementId());
    line.put("time", measurement.getTime().toString());
    line.put("country", measurement.getCountry());
    line.put("asn", measurement.getAsn());
    if (measurement.getRegion() != null) {
      line.put("region", measurement.getRegion());
    }
    if (measurement.getAccess() != Access.UNKNOWN) {
      line.put("access", symbol(measurement.getAccess()));
    }
    line.put("vantage", measurement.getVantage());
    line.putObject("software")
        .put("name", measurement.getSoftwareName())
        .put("version", measurement.getSoftwareVersion());
    line.put("test", measurement.getTestName());
    line.put("service", measurement.getService());
    var components = line.putArray("components");
    measurement.getComponents().forEach(one -> write(one, components.addObject()));
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is JSON", e);
    }
  }

  private static void write(ComponentOutcome outcome, ObjectNode component) {
    component.put("component", outcome.getComponent());
    if (outcome.getOutcome() == Outcome.NO_EVIDENCE) {
      component.putNull("ok");
    } else {
      component.put("ok", outcome.getOutcome() == Outcome.SUCCESS);
    }
    if (outcome.getLayer() != Layer.UNKNOWN) {
      component.put("layer", symbol(outcome.getLayer()));
    }
    if (outcome.getFailure() != null) {
      component.put("failure", outcome.getFailure());
    }
    component.put("expected", outcome.getEndpointsExpected());
    component.put("tried", outcome.getEndpointsTried());
    component.put("failed", outcome.getEndpointsFailed());
    if (outcome.getLatencyMs() != null) {
      component.put("latency_ms", outcome.getLatencyMs());
    }
    if (outcome.getGoodputKbps() != null) {
      component.put("goodput_kbps", outcome.getGoodputKbps());
    }
    if (outcome.getLocality() != Locality.UNKNOWN) {
      component.put("locality", symbol(outcome.getLocality()));
    }
  }

  private static String symbol(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
