package org.signalfall.ingest.ooni;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;

/** Reads OONI measurements. Those of other tests are counted by name and passed over. */
final class OoniParser {

  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final Map<String, OoniTest> tests = OoniTest.all();
  private final Map<String, Integer> passedOver = new TreeMap<>();
  private final MeasurementHeader header;

  OoniParser(Plausibility plausibility) {
    this.header = new MeasurementHeader(plausibility);
  }

  /**
   * Reads one measurement.
   *
   * @return empty when it is of a test that isn't understood
   * @throws MalformedRecordException when it is no measurement
   */
  Optional<ProbeMeasurement> parse(byte[] json) throws MalformedRecordException {
    Fields measurement = Fields.of(tree(json));
    String name = measurement.requiredText("test_name");
    OoniTest test = tests.get(name);
    if (test == null) {
      passedOver.merge(name, 1, Integer::sum);
      return Optional.empty();
    }
    OoniTest.Result result = test.read(measurement);
    return Optional.of(
        header
            .read(measurement)
            .setService(result.service())
            .setComponents(result.components())
            .build());
  }

  /** Returns how many measurements were passed over, by name of the test. */
  Map<String, Integer> passedOver() {
    return passedOver;
  }

  private JsonNode tree(byte[] json) throws MalformedRecordException {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedRecordException("this is no JSON: " + e.getMessage(), e);
    }
  }
}
