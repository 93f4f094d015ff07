package org.signalfall.ingest.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.TimedTraffic;

/**
 * Levels as a network operator with users in every network would see them: requests per network and
 * per region, with the rhythm of the day and lognormal noise that remembers the tick before, and
 * the visible /24s of the country.
 */
final class TrafficGenerator implements TickGenerator {

  static final String REQUESTS = "request-volume";
  static final String VISIBLE = "bgp-visible-slash24s";

  private static final double SPREAD = 0.06;
  private static final double MEMORY = 0.6;
  private static final double VISIBLE_SPREAD = 2;

  private final Scenario scenario;
  private final DailyRhythm rhythm;
  private final double requestsPerTick;
  private final double networkWeights;
  private final double regionWeights;
  private final Random random;
  private final List<Level> levels = new ArrayList<>();

  TrafficGenerator(Scenario scenario, Volumes volumes, long seed) {
    this.scenario = scenario;
    this.rhythm = new DailyRhythm(scenario.zone());
    this.requestsPerTick = volumes.requestsPerTick();
    this.networkWeights = scenario.networks().stream().mapToDouble(Network::weight).sum();
    this.regionWeights = scenario.regions().stream().mapToDouble(Region::weight).sum();
    this.random = new Random(seed);
    for (Network network : scenario.networks()) {
      levels.add(new Level(null, network.asn(), time -> online(network, time)));
    }
    for (Region region : scenario.regions()) {
      levels.add(new Level(region.code(), null, time -> online(region, time)));
    }
  }

  @Override
  public List<TimedRecord> tick(long start) {
    double liveliness = requestsPerTick * rhythm.at(start);
    List<TimedRecord> records = new ArrayList<>(levels.size() + 1);
    for (Level level : levels) {
      double value = liveliness * level.share.applyAsDouble(start) * level.noise();
      records.add(sample(start, level.region, level.asn, REQUESTS, StrictMath.rint(value)));
    }
    double visible = scenario.visibleSlash24s() + VISIBLE_SPREAD * random.nextGaussian();
    records.add(sample(start, null, null, VISIBLE, StrictMath.rint(visible)));
    return records;
  }

  /** Share of the country's users who are online through the network. */
  private double online(Network network, long time) {
    double share = 0;
    for (Region region : scenario.regions()) {
      share += region.weight() / regionWeights * scenario.onlineShare(network, region, time);
    }
    return share * network.weight() / networkWeights;
  }

  /** Share of the country's users who are online in the region. */
  private double online(Region region, long time) {
    double share = 0;
    for (Network network : scenario.networks()) {
      share += network.weight() / networkWeights * scenario.onlineShare(network, region, time);
    }
    return share * region.weight() / regionWeights;
  }

  private TimedTraffic sample(long time, String region, Long asn, String signal, double value) {
    return new TimedTraffic(
        new TrafficSample(
            Instant.ofEpochMilli(time),
            scenario.country(),
            region,
            asn,
            null,
            signal,
            value,
            Absence.MISSING,
            TICK_MILLIS));
  }

  /** One series of requests; remembers its noise. */
  private final class Level {

    private final String region;
    private final Long asn;
    private final LongToDoubleFunction share;
    private double deviation;

    Level(String region, Long asn, LongToDoubleFunction share) {
      this.region = region;
      this.asn = asn;
      this.share = share;
    }

    /** Steps a first-order autoregression whose stationary spread is {@link #SPREAD}. */
    private double noise() {
      double step = SPREAD * StrictMath.sqrt(1 - MEMORY * MEMORY);
      deviation = MEMORY * deviation + step * random.nextGaussian();
      return StrictMath.exp(deviation);
    }
  }
}
