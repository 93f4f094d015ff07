package org.signalfall.ingest.series;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;
import org.signalfall.ingest.series.SeriesHeader.Column;

/** Reads rows of a series file as samples. */
final class SeriesRow {

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final int MAX_NAME_LENGTH = 200;

  private final SeriesHeader header;
  private final AbsenceRules absences;
  private final Plausibility plausibility;

  SeriesRow(SeriesHeader header, AbsenceRules absences, Plausibility plausibility) {
    this.header = header;
    this.absences = absences;
    this.plausibility = plausibility;
  }

  /**
   * Returns the sample of a row.
   *
   * @throws MalformedRecordException when the row is no sample
   */
  TrafficSample parse(List<String> row) throws MalformedRecordException {
    if (row.size() != header.width()) {
      throw new MalformedRecordException(
          "the row has " + row.size() + " fields, the header " + header.width());
    }
    String asn = header.field(row, Column.ASN);
    String signal = name(row, Column.SIGNAL);
    if (signal == null) {
      throw new MalformedRecordException("the row names no signal");
    }
    return TrafficSample.newBuilder()
        .setTime(plausibility.time(SeriesTime.parse(header.field(row, Column.TIME))))
        .setCountry(plausibility.country(header.field(row, Column.COUNTRY)))
        .setRegion(name(row, Column.REGION))
        .setAsn(asn.isEmpty() ? null : plausibility.asn(asn))
        .setService(name(row, Column.SERVICE))
        .setSignal(signal)
        .setValue(value(header.field(row, Column.VALUE)))
        .setAbsence(absence(header.field(row, Column.ABSENCE), signal))
        .setCadenceMs(cadence(header.field(row, Column.CADENCE)))
        .build();
  }

  private String name(List<String> row, Column column) throws MalformedRecordException {
    String name = header.field(row, column);
    if (name.length() > MAX_NAME_LENGTH) {
      throw new MalformedRecordException(
          "the " + column.title() + " is longer than " + MAX_NAME_LENGTH + " characters");
    }
    return name.isEmpty() ? null : name;
  }

  private static double value(String text) throws MalformedRecordException {
    if (text.isEmpty()) {
      throw new MalformedRecordException("the row has no value");
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new MalformedRecordException(
          "the value " + Quoted.of(text) + " is not a decimal number");
    }
    double value = Double.parseDouble(text);
    if (value < 0) {
      throw new MalformedRecordException("the value " + Quoted.of(text) + " is negative");
    }
    if (Double.isInfinite(value)) {
      throw new MalformedRecordException("the value " + Quoted.of(text) + " is too large");
    }
    // A negative zero would sort and encode apart from zero.
    return value + 0.0;
  }

  private Absence absence(String text, String signal) throws MalformedRecordException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "" -> absences.of(signal);
      case "zero" -> Absence.ZERO;
      case "missing" -> Absence.MISSING;
      default ->
          throw new MalformedRecordException(
              "the absence " + Quoted.of(text) + " is neither zero nor missing");
    };
  }

  /** Reads whole seconds or an ISO 8601 duration. */
  private static Long cadence(String text) throws MalformedRecordException {
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration cadence =
          SECONDS.matcher(text).matches()
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.parse(text);
      if (!cadence.isNegative() && !cadence.isZero()) {
        return cadence.toMillis();
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new MalformedRecordException(
          "the cadence " + Quoted.of(text) + " is neither seconds nor an ISO 8601 duration", e);
    }
    throw new MalformedRecordException("the cadence " + Quoted.of(text) + " is not above zero");
  }
}
