package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;

/** Lets vantages measure through a walk, each measurement under an id of its own. */
final class Prober {

  static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

  private final Walk walk;
  private final String feed;
  private long network = 12455;
  private long measurements;

  Prober(Walk walk, String feed) {
    this.walk = walk.withProbeFeed(feed);
    this.feed = feed;
  }

  /** Measures at another network from now on. */
  Prober at(long asn) {
    network = asn;
    return this;
  }

  static Instant at(Duration sinceStart) {
    return START.plus(sinceStart);
  }

  static Instant hour(double hours) {
    return START.plusMillis(Math.round(hours * 3_600_000));
  }

  /** One component that works. */
  static ComponentOutcome.Builder passing(String component) {
    return ComponentOutcome.newBuilder().setComponent(component).setOutcome(Outcome.SUCCESS);
  }

  /** One component that fails at the TLS handshake. */
  static ComponentOutcome.Builder failing(String component) {
    return ComponentOutcome.newBuilder()
        .setComponent(component)
        .setOutcome(Outcome.FAILURE)
        .setLayer(Layer.TLS);
  }

  static ComponentOutcome.Builder app(boolean fails) {
    return fails ? failing("app") : passing("app");
  }

  static ComponentOutcome.Builder app(boolean fails, Locality locality) {
    return app(fails).setLocality(locality);
  }

  /** Measures a service from a vantage with a version of the software. */
  void measure(
      Instant time,
      String vantage,
      String version,
      String service,
      ComponentOutcome.Builder... components) {
    walk.measurement(
        feed,
        ProbeMeasurement.newBuilder()
            .setMeasurementId("m" + ++measurements)
            .setTime(time)
            .setCountry("KE")
            .setAsn(network)
            .setNetworkName("JTL")
            .setVantage(vantage)
            .setSoftwareName("prober")
            .setSoftwareVersion(version)
            .setService(service)
            .setComponents(
                List.of(components).stream().map(ComponentOutcome.Builder::build).toList())
            .build());
  }

  /** Measures a service from a vantage. */
  void measure(
      Instant time, String vantage, String service, ComponentOutcome.Builder... components) {
    measure(time, vantage, "1.0", service, components);
  }

  /** Ends the feed. */
  void end(Instant through) {
    walk.probesEnd(feed, through);
  }
}
