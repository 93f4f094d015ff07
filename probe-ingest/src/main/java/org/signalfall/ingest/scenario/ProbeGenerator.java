package org.signalfall.ingest.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;

/**
 * Measurements as a fleet of probes would deliver them: each network tries each service a few times
 * an hour, more by day than by night. A vantage that is off delivers nothing.
 */
final class ProbeGenerator implements TickGenerator {

  private static final double TICKS_PER_HOUR = 3_600_000.0 / TICK_MILLIS;
  private static final String SOFTWARE = "synthetic-probe";
  private static final int TYPICAL_LATENCY_MS = 160;
  private static final double LATENCY_SPREAD = 0.4;

  private final Scenario scenario;
  private final DailyRhythm rhythm;
  private final double probesPerTick;
  private final Random random;
  private final List<Target> targets = new ArrayList<>();

  /** A service tried from one network, with its own share of failures that mean nothing. */
  private record Target(List<Vantage> vantages, Service service, double background) {}

  ProbeGenerator(Scenario scenario, Volumes volumes, long seed) {
    this.scenario = scenario;
    this.rhythm = new DailyRhythm(scenario.zone());
    this.probesPerTick = volumes.probesPerHour() / TICKS_PER_HOUR;
    this.random = new Random(seed);
    double backgroundRange = volumes.mostBackground() - volumes.leastBackground();
    for (Network network : scenario.networks()) {
      List<Vantage> vantages =
          Vantage.of(network, scenario.regions(), volumes.vantagesPerNetwork());
      for (Service service : scenario.services()) {
        double background = volumes.leastBackground() + backgroundRange * random.nextDouble();
        targets.add(new Target(vantages, service, background));
      }
    }
  }

  @Override
  public List<TimedRecord> tick(long start) {
    double expected = probesPerTick * rhythm.at(start);
    List<TimedRecord> records = new ArrayList<>();
    for (Target target : targets) {
      int attempts = poisson(expected);
      for (int i = 0; i < attempts; i++) {
        long time = start + random.nextInt((int) TICK_MILLIS);
        Vantage vantage = target.vantages.get(random.nextInt(target.vantages.size()));
        ProbeMeasurement measurement = measure(target, vantage, time);
        double online = scenario.onlineShare(vantage.network(), vantage.region(), time);
        if (random.nextDouble() < online) {
          records.add(new TimedProbe(measurement));
        }
      }
    }
    records.sort(Comparator.comparingLong(TimedRecord::time));
    return records;
  }

  private ProbeMeasurement measure(Target target, Vantage vantage, long time) {
    String id = HexFormat.of().toHexDigits(random.nextLong());
    Service service = target.service;
    List<ComponentOutcome> outcomes = new ArrayList<>(service.components().size());
    for (Component component : service.components()) {
      Optional<Restriction> restriction =
          scenario.restriction(service, component, vantage.network(), vantage.region(), time);
      outcomes.add(attempt(component, restriction, target.background));
    }
    return new ProbeMeasurement(
        id,
        Instant.ofEpochMilli(time),
        scenario.country(),
        vantage.network().asn(),
        vantage.network().name(),
        vantage.region().code(),
        vantage.network().access(),
        vantage.id(),
        false,
        SOFTWARE,
        vantage.softwareVersion(),
        null,
        service.name(),
        outcomes);
  }

  private ComponentOutcome attempt(
      Component component, Optional<Restriction> restriction, double background) {
    if (restriction.isPresent() && random.nextDouble() < restriction.get().failShare()) {
      return failed(component, restriction.get().layer());
    }
    if (random.nextDouble() < background) {
      return failed(component, Layer.TCP);
    }
    double latency = TYPICAL_LATENCY_MS * StrictMath.exp(LATENCY_SPREAD * random.nextGaussian());
    return outcome(component, Outcome.SUCCESS, Layer.UNKNOWN, null, (int) latency);
  }

  private static ComponentOutcome failed(Component component, Layer layer) {
    return outcome(component, Outcome.FAILURE, layer, failureOf(layer), null);
  }

  private static ComponentOutcome outcome(
      Component component, Outcome outcome, Layer layer, String failure, Integer latencyMs) {
    int endpoints = component.endpoints();
    return new ComponentOutcome(
        component.name(),
        outcome,
        layer,
        failure,
        endpoints,
        endpoints,
        outcome == Outcome.FAILURE ? endpoints : 0,
        latencyMs,
        null,
        component.locality());
  }

  /** Returns what a probe would call such a failure, in OONI's words (df-007). */
  private static String failureOf(Layer layer) {
    return switch (layer) {
      case DNS -> "dns_nxdomain_error";
      case TLS -> "connection_reset";
      default -> "generic_timeout_error";
    };
  }

  /** Draws from a Poisson distribution by Knuth's multiplication, which suits small means. */
  private int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
