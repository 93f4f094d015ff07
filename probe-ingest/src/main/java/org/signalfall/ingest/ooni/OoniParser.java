package org.signalfall.ingest.ooni;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;

/**
 * Reads OONI measurements, raw ones and rows of the API. Those of other tests are counted by name
 * and passed over.
 */
final class OoniParser {

  /** Names that are counted apart; a name is input, and so may be anything. */
  private static final int MAX_COUNTED = 100;

  private static final int MAX_NAME_LENGTH = 60;
  private static final String OTHERS = "others";

  private final Map<String, OoniTest> tests;
  private final ApiRow apiRow;
  private final MeasurementHeader header;
  private final Map<String, Long> passedOver = new TreeMap<>();

  OoniParser(Plausibility plausibility, ServiceCatalogue catalogue) {
    this.header = new MeasurementHeader(plausibility);
    this.tests = OoniTest.all(catalogue);
    this.apiRow = new ApiRow(catalogue);
  }

  /**
   * Reads one measurement.
   *
   * @return one measurement for each service that it says something about, most often one; none
   *     when it is of a test that isn't understood
   * @throws MalformedRecordException when it is no measurement
   */
  List<ProbeMeasurement> parse(byte[] json) throws MalformedRecordException {
    Fields fields = Fields.of(MeasurementJson.read(json));
    String name = fields.requiredText("test_name");
    OoniTest test = tests.get(name);
    if (test == null) {
      count(name);
      return List.of();
    }
    ProbeMeasurement.Builder measurement = header.read(fields);
    Instant time = measurement.getTime();
    List<Finding> findings =
        ApiRow.isOne(fields)
            ? apiRow.read(name, fields, time)
            : test.read(RawMeasurement.of(fields, time));
    if (findings.isEmpty()) {
      throw new MalformedRecordException("the measurement has no result");
    }
    Redaction redaction = new Redaction(fields.text("report_id").orElse(""));
    return byService(measurement, findings, header.networkType(fields), redaction);
  }

  /** Returns how many measurements were passed over, by name of the test. */
  Map<String, Long> passedOver() {
    return passedOver;
  }

  private static List<ProbeMeasurement> byService(
      ProbeMeasurement.Builder measurement,
      List<Finding> findings,
      NetworkType network,
      Redaction redaction) {
    Map<String, List<ComponentOutcome>> services = new LinkedHashMap<>();
    for (Finding finding : findings) {
      ComponentOutcome outcome = finding.outcome();
      outcome.setLocality(finding.component().localityFrom(measurement.getCountry()));
      network.weigh(outcome);
      services
          .computeIfAbsent(finding.component().service(), any -> new ArrayList<>())
          .add(outcome);
    }
    List<ProbeMeasurement> measurements = new ArrayList<>();
    services.forEach(
        (service, components) -> {
          ProbeMeasurement.Builder one = ProbeMeasurement.newBuilder(measurement);
          one.setService(service).setComponents(components);
          redaction.clean(one);
          // Each is a record of its own, and duplicates are told by the id.
          String number = measurements.isEmpty() ? "" : "/" + measurements.size();
          measurements.add(one.setMeasurementId(one.getMeasurementId() + number).build());
        });
    return measurements;
  }

  private void count(String test) {
    String name = test.substring(0, Math.min(test.length(), MAX_NAME_LENGTH));
    boolean room = passedOver.size() < MAX_COUNTED || passedOver.containsKey(name);
    passedOver.merge(room ? name : OTHERS, 1L, Long::sum);
  }
}
