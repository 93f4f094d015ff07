package org.signalfall.ingest.series;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;
import org.signalfall.ingest.input.TimeText;

/** Reads the fields of a sample, whatever the format that they stand in. */
final class SampleFields {

  /** Fields that are understood; others are ignored. */
  enum Column {
    TIME(true),
    COUNTRY(true),
    REGION(false),
    ASN(false),
    SERVICE(false),
    SIGNAL(true),
    VALUE(true),
    ABSENCE(false),
    CADENCE(false);

    private final boolean required;

    Column(boolean required) {
      this.required = required;
    }

    /** Returns the column of a name, whatever its case, or null when it isn't one. */
    static Column titled(String title) {
      for (Column column : values()) {
        if (column.title().equalsIgnoreCase(title)) {
          return column;
        }
      }
      return null;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean isRequired() {
      return required;
    }
  }

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final int MAX_NAME_LENGTH = 200;

  private final AbsenceRules absences;
  private final Plausibility plausibility;

  SampleFields(AbsenceRules absences, Plausibility plausibility) {
    this.absences = absences;
    this.plausibility = plausibility;
  }

  /**
   * Returns the sample that fields stand for.
   *
   * @param fields without surrounding blanks; a missing one counts as empty
   * @throws MalformedRecordException when they are no sample
   */
  TrafficSample parse(Map<Column, String> fields) throws MalformedRecordException {
    String asn = field(fields, Column.ASN);
    String signal = name(fields, Column.SIGNAL);
    if (signal == null) {
      throw new MalformedRecordException("the row names no signal");
    }
    return TrafficSample.newBuilder()
        .setTime(plausibility.time(TimeText.parse(field(fields, Column.TIME))))
        .setCountry(plausibility.country(field(fields, Column.COUNTRY)))
        .setRegion(name(fields, Column.REGION))
        .setAsn(asn.isEmpty() ? null : plausibility.asn(asn))
        .setService(name(fields, Column.SERVICE))
        .setSignal(signal)
        .setValue(value(field(fields, Column.VALUE)))
        .setAbsence(absence(field(fields, Column.ABSENCE), signal))
        .setCadenceMs(cadence(field(fields, Column.CADENCE)))
        .build();
  }

  private static String field(Map<Column, String> fields, Column column) {
    return fields.getOrDefault(column, "");
  }

  private static String name(Map<Column, String> fields, Column column)
      throws MalformedRecordException {
    String name = field(fields, column);
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
