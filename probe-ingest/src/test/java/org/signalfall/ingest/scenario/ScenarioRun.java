package org.signalfall.ingest.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.TimedTraffic;

/** Everything that a scenario generates, with the sums that tests ask for. */
record ScenarioRun(List<TimedRecord> records) {

  static final long ARBITRARY_SEED = 42;

  static ScenarioRun of(Scenario scenario, Volumes volumes, long seed) {
    List<TimedRecord> records = new ArrayList<>();
    for (Source source : ScenarioSources.of(scenario, volumes, seed)) {
      records.addAll(read(source));
    }
    return new ScenarioRun(records);
  }

  static List<TimedRecord> read(Source source) {
    List<TimedRecord> records = new ArrayList<>();
    try (RecordReader reader =
        source.open(
            rejection -> {
              throw new AssertionError(rejection);
            })) {
      for (TimedRecord next = reader.next(); next != null; next = reader.next()) {
        records.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  List<ProbeMeasurement> measurements(Predicate<ProbeMeasurement> wanted) {
    return records.stream()
        .filter(TimedProbe.class::isInstance)
        .map(one -> ((TimedProbe) one).measurement())
        .filter(wanted)
        .toList();
  }

  double failShare(String component, Predicate<ProbeMeasurement> wanted) {
    List<ComponentOutcome> outcomes =
        measurements(wanted).stream()
            .flatMap(one -> one.getComponents().stream())
            .filter(one -> one.getComponent().equals(component))
            .toList();
    long failures = outcomes.stream().filter(one -> one.getOutcome() == Outcome.FAILURE).count();
    return (double) failures / outcomes.size();
  }

  double meanLevel(Predicate<TrafficSample> wanted) {
    return records.stream()
        .filter(TimedTraffic.class::isInstance)
        .map(one -> ((TimedTraffic) one).sample())
        .filter(wanted)
        .mapToDouble(TrafficSample::getValue)
        .average()
        .orElseThrow();
  }
}
