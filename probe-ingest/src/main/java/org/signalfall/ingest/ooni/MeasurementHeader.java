package org.signalfall.ingest.ooni;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.signalfall.avro.Access;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;

/** Reads what all OONI measurements have in common (OONI data format df-000-base). */
final class MeasurementHeader {

  /** Bytes of a hash that are kept: enough that two of a billion rarely meet. */
  private static final int HASH_BYTES = 12;

  private static final int MAX_NAME_LENGTH = 200;

  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Plausibility plausibility;

  MeasurementHeader(Plausibility plausibility) {
    this.plausibility = plausibility;
  }

  /**
   * Returns a measurement that lacks only its results.
   *
   * @throws MalformedRecordException when time, country or network aren't known
   */
  ProbeMeasurement.Builder read(Fields measurement) throws MalformedRecordException {
    Fields annotations = measurement.object("annotations");
    Optional<String> networkType = annotations.text("network_type");
    Optional<String> declared = given(measurement, "probe_id");
    long asn = plausibility.asn(measurement.requiredText("probe_asn"));
    return ProbeMeasurement.newBuilder()
        .setMeasurementId(id(measurement))
        .setTime(plausibility.time(time(measurement.requiredText("measurement_start_time"))))
        .setCountry(plausibility.country(measurement.requiredText("probe_cc")))
        .setAsn(asn)
        .setNetworkName(name(measurement, "probe_network_name"))
        .setRegion(null)
        .setAccess(access(networkType.orElse("")))
        .setVantage(
            declared.isPresent()
                ? declared.get()
                : inferredVantage(asn, measurement, annotations, networkType))
        .setVantageInferred(declared.isEmpty())
        .setSoftwareName(name(measurement, "software_name"))
        .setSoftwareVersion(name(measurement, "software_version"))
        .setTestName(name(measurement, "test_name"));
  }

  private static String id(Fields measurement) throws MalformedRecordException {
    Optional<String> given = given(measurement, "id");
    if (given.isEmpty()) {
      given = given(measurement, "measurement_uid");
    }
    if (given.isPresent()) {
      return given.get();
    }
    return hash(
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
          : LocalDateTime.parse(text.replace('T', ' '), START_TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new MalformedRecordException(
          "the measurement_start_time " + Quoted.of(text) + " is not understood", e);
    }
  }

  private static Access access(String networkType) {
    return switch (networkType) {
      case "wifi", "wired", "wired_ethernet", "ethernet" -> Access.FIXED;
      case "mobile" -> Access.MOBILE;
      default -> Access.UNKNOWN;
    };
  }

  /** OONI publishes no probe ids, so that what tells probes of one network apart stands in. */
  private static String inferredVantage(
      long asn, Fields measurement, Fields annotations, Optional<String> networkType)
      throws MalformedRecordException {
    return hash(
        Long.toString(asn),
        measurement.text("resolver_asn").orElse(""),
        measurement.text("resolver_ip").orElse(""),
        networkType.orElse(""),
        annotations.text("platform").orElse(""));
  }

  private static String name(Fields measurement, String field) throws MalformedRecordException {
    return measurement
        .text(field)
        .filter(text -> !text.isBlank())
        .map(text -> text.substring(0, Math.min(text.length(), MAX_NAME_LENGTH)))
        .orElse(null);
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
