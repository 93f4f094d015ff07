package org.signalfall.evaluate.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.scenario.Component;
import org.signalfall.ingest.scenario.Period;
import org.signalfall.ingest.scenario.Service;

/**
 * A feed of probes to be generated: every so often each service is measured at each network, by
 * vantages drawn at random.
 */
final class ProbeFeed {

  private static final double BACKGROUND = 0.01;
  private static final int LATENCY_MS = 160;
  private static final int GOODPUT_KBPS = 8_000;
  private static final double SPREAD = 0.3;

  private final String name;
  private final Period period;
  private final Duration every;
  private final int samples;
  private final long seed;
  private final List<Network> networks = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Predicate<Attempt>> silences = new ArrayList<>();
  private final List<Slowness> slownesses = new ArrayList<>();
  private Voice voice = (vantages, random) -> random.nextInt(vantages);

  private record Network(String country, long asn, int vantages) {}

  private record Failure(Predicate<Attempt> where, Period when, double rate, Layer layer) {}

  private record Slowness(Predicate<Attempt> where, Period when, double share) {}

  /** Chooses which vantage of a network measures. */
  @FunctionalInterface
  interface Voice {
    int vantage(int vantages, Random random);
  }

  /**
   * One component tried by one vantage.
   *
   * @param time epoch ms
   * @param vantage its number within the network, from 0
   */
  record Attempt(
      long time, String country, long asn, int vantage, String service, Component component) {}

  /**
   * Begins a feed.
   *
   * @param samples measurements of a service at a network each time
   */
  ProbeFeed(String name, Period period, Duration every, int samples, long seed) {
    this.name = name;
    this.period = period;
    this.every = every;
    this.samples = samples;
    this.seed = seed;
  }

  ProbeFeed network(String country, long asn, int vantages) {
    networks.add(new Network(country, asn, vantages));
    return this;
  }

  /** Adds services that consist of one component each. */
  ProbeFeed services(Locality locality, String... names) {
    for (String one : names) {
      services.add(new Service(one, List.of(new Component("app", 4, locality))));
    }
    return this;
  }

  ProbeFeed service(String service, Component... components) {
    services.add(new Service(service, List.of(components)));
    return this;
  }

  /** Lets a share of attempts fail for a while. */
  ProbeFeed failing(Predicate<Attempt> where, Period when, double rate, Layer layer) {
    failures.add(new Failure(where, when, rate, layer));
    return this;
  }

  /** Leaves a share of the goodput for a while. */
  ProbeFeed slow(Predicate<Attempt> where, Period when, double share) {
    slownesses.add(new Slowness(where, when, share));
    return this;
  }

  /** Lets nobody measure there. */
  ProbeFeed silent(Predicate<Attempt> where) {
    silences.add(where);
    return this;
  }

  ProbeFeed voice(Voice chosen) {
    voice = chosen;
    return this;
  }

  Source source() {
    return new GeneratedSource(
        GeneratedSource.feed(name, FeedKind.PROBE), "seed " + seed, this::measurements);
  }

  /** Returns the software version of a vantage: every other one runs the newer. */
  static String version(int vantage) {
    return vantage % 2 == 0 ? "1.0" : "1.1";
  }

  private Iterator<TimedProbe> measurements() {
    Random random = new Random(seed);
    long from = period.from().toEpochMilli();
    long rounds = (period.to().toEpochMilli() - from) / every.toMillis();
    return LongStream.range(0, rounds)
        .map(round -> from + round * every.toMillis())
        .boxed()
        .flatMap(time -> round(time, random))
        .iterator();
  }

  private Stream<TimedProbe> round(long begin, Random random) {
    List<TimedProbe> records = new ArrayList<>();
    for (Network network : networks) {
      for (Service service : services) {
        for (int i = 0; i < samples; i++) {
          long time = begin + (long) (random.nextDouble() * every.toMillis());
          int vantage = voice.vantage(network.vantages(), random);
          ProbeMeasurement measurement = measure(network, service, time, vantage, random);
          Attempt first = attempt(network, service, time, vantage, service.components().get(0));
          if (silences.stream().noneMatch(silence -> silence.test(first))) {
            records.add(new TimedProbe(measurement));
          }
        }
      }
    }
    records.sort(Comparator.comparingLong(TimedProbe::time));
    return records.stream();
  }

  private ProbeMeasurement measure(
      Network network, Service service, long time, int vantage, Random random) {
    List<ComponentOutcome> outcomes = new ArrayList<>();
    for (Component component : service.components()) {
      outcomes.add(outcome(attempt(network, service, time, vantage, component), random));
    }
    return ProbeMeasurement.newBuilder()
        .setMeasurementId(HexFormat.of().toHexDigits(random.nextLong()))
        .setTime(Instant.ofEpochMilli(time))
        .setCountry(network.country())
        .setAsn(network.asn())
        .setAccess(Access.MOBILE)
        .setVantage("AS" + network.asn() + "-" + vantage)
        .setSoftwareName("synthetic-probe")
        .setSoftwareVersion(version(vantage))
        .setService(service.name())
        .setComponents(outcomes)
        .build();
  }

  private static Attempt attempt(
      Network network, Service service, long time, int vantage, Component component) {
    return new Attempt(time, network.country(), network.asn(), vantage, service.name(), component);
  }

  private ComponentOutcome outcome(Attempt attempt, Random random) {
    Layer layer = random.nextDouble() < BACKGROUND ? Layer.TCP : null;
    for (Failure failure : failures) {
      if (failure.when().contains(attempt.time())
          && failure.where().test(attempt)
          && random.nextDouble() < failure.rate()) {
        layer = failure.layer();
      }
    }
    double goodput = GOODPUT_KBPS * StrictMath.exp(SPREAD * random.nextGaussian());
    for (Slowness slowness : slownesses) {
      if (slowness.when().contains(attempt.time()) && slowness.where().test(attempt)) {
        goodput *= slowness.share();
      }
    }
    int endpoints = attempt.component().endpoints();
    ComponentOutcome.Builder outcome =
        ComponentOutcome.newBuilder()
            .setComponent(attempt.component().name())
            .setEndpointsExpected(endpoints)
            .setEndpointsTried(endpoints)
            .setLocality(attempt.component().locality());
    return layer == null
        ? outcome
            .setOutcome(Outcome.SUCCESS)
            .setLatencyMs((int) (LATENCY_MS * StrictMath.exp(SPREAD * random.nextGaussian())))
            .setGoodputKbps((int) goodput)
            .build()
        : outcome.setOutcome(Outcome.FAILURE).setLayer(layer).setEndpointsFailed(endpoints).build();
  }
}
