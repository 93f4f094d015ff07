package org.signalfall.ingest.series;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;

/** One series of an answer of IODA's: value i is of the moment {@code from + i * step}. */
final class IodaSeries {

  private static final String LOSS = "ping-slash24-loss";
  private static final long MAX_STEP_SECONDS = Duration.ofDays(366).toSeconds();
  private static final int MAX_NAME_LENGTH = 200;

  private final Map<String, String> fields = new HashMap<>();
  private final IodaValues values = new IodaValues();

  /** Takes a field that is text or a number. */
  void put(String name, String text) {
    fields.put(name, text);
  }

  IodaValues values() {
    return values;
  }

  /** Returns the data source's name. */
  String datasource() {
    return fields.getOrDefault("datasource", "");
  }

  /**
   * Passes on the samples.
   *
   * @return whether the data source is one whose values are a level
   * @throws MalformedRecordException when the series as a whole can't be used
   */
  boolean emit(
      AbsenceRules absences,
      Plausibility plausibility,
      LongFunction<Optional<String>> countryOf,
      SampleSink samples)
      throws MalformedRecordException, IOException {
    Optional<IodaSignals.Signal> signal = signal();
    if (signal.isEmpty()) {
      return false;
    }
    IodaEntity.Place place = entity().place(plausibility, countryOf);
    long from = number("from");
    long step = number("step");
    if (step < 1 || step > MAX_STEP_SECONDS) {
      throw new MalformedRecordException("the step " + step + " is not 1 second to a year");
    }
    if (values.isNested()) {
      throw new MalformedRecordException(
          "the data source " + Quoted.of(datasource()) + " has objects instead of values");
    }
    for (int i = 0; i < values.size(); i++) {
      if (!Double.isNaN(values.get(i))) {
        samples.accept(
            TrafficSample.newBuilder()
                .setTime(plausibility.time(Instant.ofEpochSecond(from + i * step)))
                .setCountry(place.country())
                .setRegion(place.region())
                .setAsn(place.asn())
                .setService(signal.get().service())
                .setSignal(signal.get().name())
                .setValue(value(i))
                .setAbsence(absences.of(signal.get().name()))
                .setCadenceMs(step * 1000)
                .build());
      }
    }
    return true;
  }

  private Optional<IodaSignals.Signal> signal() throws MalformedRecordException {
    String datasource = datasource();
    if (datasource.isEmpty()) {
      throw new MalformedRecordException("this is no series: it has no datasource");
    }
    for (String text : fields.values()) {
      if (text.length() > MAX_NAME_LENGTH) {
        throw new MalformedRecordException(
            "a name of the series is longer than " + MAX_NAME_LENGTH + " characters");
      }
    }
    return IodaSignals.of(datasource, fields.getOrDefault("subtype", ""));
  }

  private IodaEntity entity() {
    return new IodaEntity(
        fields.getOrDefault("entityType", ""),
        fields.getOrDefault("entityCode", ""),
        fields.getOrDefault("entityName", ""),
        fields.getOrDefault("entityFqid", ""));
  }

  /** Lost packets become answered ones, so that less is worse as everywhere. */
  private double value(int index) {
    double value = values.get(index);
    return datasource().equals(LOSS) ? Math.max(0, 100 - value) : value;
  }

  private long number(String name) throws MalformedRecordException {
    String text = fields.get(name);
    if (text == null) {
      throw new MalformedRecordException("this is no series: it has no " + name);
    }
    try {
      long number = Long.parseLong(text);
      if (Math.abs(number) <= Instant.MAX.getEpochSecond() / 2) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new MalformedRecordException(name + " " + Quoted.of(text) + " is no whole number", e);
    }
    throw new MalformedRecordException(name + " " + Quoted.of(text) + " is too large");
  }
}
