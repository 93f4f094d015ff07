package org.signalfall.standalone.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.signalfall.avro.Absence;
import picocli.CommandLine.Option;

/** What a series file does not say about itself. */
final class SeriesOptions {

  @Option(
      names = "--absence",
      paramLabel = "SIGNAL=zero|missing",
      description = "What a bin of the signal without a row means (default: missing).")
  private Map<String, Absence> absence = new LinkedHashMap<>();

  @Option(
      names = "--cadence",
      paramLabel = "SIGNAL=DURATION",
      converter = {SignalName.class, DurationConverter.class},
      description = "Width of the signal's bins, such as 5m (default: learned).")
  private Map<String, Duration> cadence = new LinkedHashMap<>();

  Map<String, Absence> absence() {
    return absence;
  }

  Map<String, Duration> cadence() {
    return cadence;
  }
}
