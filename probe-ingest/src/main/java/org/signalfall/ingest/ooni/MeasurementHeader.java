package org.signalfall.ingest.ooni;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;

/** Reads what all OONI measurements have in common (OONI data format df-000-base). */
final class MeasurementHeader {

  private static final int MAX_NAME_LENGTH = 200;

  /** OONI's own measurement ids, by which a measurement is found there, and UUIDs. */
  private static final Pattern PUBLIC_ID =
      Pattern.compile(
          "\\d{14}\\.\\d{6}_[A-Z]{2}_[a-z0-9]{1,40}_[0-9a-f]{16}|[0-9a-f]{40}"
              + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Plausibility plausibility;

  MeasurementHeader(Plausibility plausibility) {
    this.plausibility = plausibility;
  }

  /**
   * Returns a measurement that lacks only its service and components.
   *
   * @throws MalformedRecordException when time, country or network aren't known
   */
  ProbeMeasurement.Builder read(Fields measurement) throws MalformedRecordException {
    Optional<String> declared = given(measurement, "probe_id");
    long asn = plausibility.asn(measurement.requiredText("probe_asn"));
    return ProbeMeasurement.newBuilder()
        .setMeasurementId(id(measurement))
        .setTime(plausibility.time(time(measurement.requiredText("measurement_start_time"))))
        .setCountry(plausibility.country(measurement.requiredText("probe_cc")))
        .setAsn(asn)
        .setNetworkName(name(measurement, "probe_network_name"))
        .setRegion(null)
        .setAccess(networkType(measurement).access())
        .setVantage(declared.isPresent() ? declared.get() : inferredVantage(asn, measurement))
        .setVantageInferred(declared.isEmpty())
        .setSoftwareName(name(measurement, "software_name"))
        .setSoftwareVersion(name(measurement, "software_version"))
        .setTestName(name(measurement, "test_name"));
  }

  NetworkType networkType(Fields measurement) throws MalformedRecordException {
    return NetworkType.of(measurement.object("annotations").text("network_type").orElse(""));
  }

  /** Ids of an unknown form may say anything, so that only a hash of them goes on. */
  private static String id(Fields measurement) throws MalformedRecordException {
    Optional<String> given = given(measurement, "id");
    if (given.isEmpty()) {
      given = given(measurement, "measurement_uid");
    }
    if (given.isPresent()) {
      String id = given.get();
      return PUBLIC_ID.matcher(id).matches() ? id : Hashes.of(id);
    }
    return Hashes.of(
        measurement.text("report_id").orElse(""),
        measurement.text("input").orElse(""),
        measurement.text("test_name").orElse(""),
        measurement.text("measurement_start_time").orElse(""));
  }

  private static Optional<String> given(Fields measurement, String name)
      throws MalformedRecordException {
    return measurement.text(name).filter(id -> !id.isBlank() && id.length() <= MAX_NAME_LENGTH);
  }

  private static Instant time(String text) throws MalformedRecordException {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new MalformedRecordException(
          "the measurement_start_time " + Quoted.of(text) + " is not understood", e);
    }
  }

  /** OONI publishes no probe ids, so that what tells probes of one network apart stands in. */
  private static String inferredVantage(long asn, Fields measurement)
      throws MalformedRecordException {
    Fields annotations = measurement.object("annotations");
    return Hashes.of(
        Long.toString(asn),
        measurement.text("resolver_asn").orElse(""),
        measurement.text("resolver_ip").orElse(""),
        annotations.text("network_type").orElse(""),
        annotations.text("platform").orElse(""));
  }

  private static String name(Fields measurement, String field) throws MalformedRecordException {
    return measurement
        .text(field)
        .filter(text -> !text.isBlank())
        .map(text -> text.substring(0, Math.min(text.length(), MAX_NAME_LENGTH)))
        .orElse(null);
  }
}
