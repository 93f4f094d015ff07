package org.signalfall.topology;

import static org.signalfall.avro.Outcome.FAILURE;
import static org.signalfall.avro.Outcome.SUCCESS;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.Voice;
import org.signalfall.signal.Hashes;
import org.signalfall.signal.ProbeGroup;
import org.signalfall.signal.ProbeSample;
import org.signalfall.signal.SeriesId;

/** Takes a measurement apart: one sample of each component that passed or failed. */
final class MeasurementSamples {

  private final Names names = new Names();

  /** A sample, and the series that it is of. */
  record SeriesSample(SeriesId series, ProbeSample sample) {}

  /**
   * Returns the samples.
   *
   * @throws RefusedRecordException when the measurement names no country or no service
   */
  List<SeriesSample> of(ProbeMeasurement measurement) {
    List<SeriesSample> samples = new ArrayList<>();
    for (ComponentOutcome component : measurement.getComponents()) {
      if (component.getOutcome() == SUCCESS || component.getOutcome() == FAILURE) {
        samples.add(
            new SeriesSample(seriesOf(measurement, component), sampleOf(measurement, component)));
      }
    }
    return samples;
  }

  private SeriesId seriesOf(ProbeMeasurement measurement, ComponentOutcome component) {
    if (measurement.getCountry().isEmpty() || measurement.getService().isEmpty()) {
      throw new RefusedRecordException("the measurement names no country or no service");
    }
    try {
      return new SeriesId(
          names.shared(measurement.getCountry()),
          names.shared(Objects.requireNonNullElse(measurement.getRegion(), "")),
          measurement.getAsn(),
          names.shared(measurement.getService()),
          names.shared(component.getComponent()),
          ProbeGroup.PROBE_SUCCESS);
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(e.getMessage());
    }
  }

  private static ProbeSample sampleOf(ProbeMeasurement measurement, ComponentOutcome component) {
    return new ProbeSample(
        Hashes.of(measurement.getMeasurementId()),
        Hashes.of(measurement.getVantage()),
        versionOf(measurement),
        measurement.getVantageInferred(),
        failureOf(component),
        Objects.requireNonNullElse(measurement.getNetworkName(), ""),
        component.getLocality(),
        Objects.requireNonNullElse(component.getGoodputKbps(), 0));
  }

  private static long versionOf(ProbeMeasurement measurement) {
    String version = measurement.getSoftwareVersion();
    return version == null
        ? Voice.UNKNOWN_VERSION
        : Hashes.of(measurement.getSoftwareName() + " " + version);
  }

  private static LayerFailures failureOf(ComponentOutcome component) {
    if (component.getOutcome() == SUCCESS) {
      return null;
    }
    Layer layer = component.getLayer();
    return new LayerFailures(
        layer == Layer.DNS ? 1 : 0,
        layer == Layer.IP ? 1 : 0,
        layer == Layer.TCP ? 1 : 0,
        layer == Layer.TLS ? 1 : 0,
        layer == Layer.HTTP ? 1 : 0,
        layer == Layer.THROTTLING ? 1 : 0);
  }
}
