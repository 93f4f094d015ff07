package org.signalfall.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Generated probe series: Bernoulli samples of distinct vantages in one-minute bins, with failure
 * rates that change at given times. The same seed gives the same bins.
 */
final class ProbeStream {

  static final long EPOCH = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

  private static final long MINUTE_MS = 60_000;

  private final Duration interval;
  private final Random random;
  private final List<Spell> spells = new ArrayList<>();
  private final double ordinaryRate;
  private int samplesPerBin = 1;
  private int controlSamples;
  private boolean controlsFailToo;

  private record Spell(Duration from, Duration to, double rate) {}

  private ProbeStream(double ordinaryRate, Duration interval, long seed) {
    this.ordinaryRate = ordinaryRate;
    this.interval = interval;
    this.random = new Random(seed);
  }

  /** A bin of one sample every {@code interval}, failing at {@code rate}. */
  static ProbeStream failing(double rate, Duration interval, long seed) {
    return new ProbeStream(rate, interval, seed);
  }

  ProbeStream samplesPerBin(int samples) {
    samplesPerBin = samples;
    return this;
  }

  /** Adds control samples to every bin; they pass, or fail as the series does. */
  ProbeStream controls(int samples, boolean failToo) {
    controlSamples = samples;
    controlsFailToo = failToo;
    return this;
  }

  /** Fails at another rate from one time to another. */
  ProbeStream spell(Duration from, Duration to, double rate) {
    spells.add(new Spell(from, to, rate));
    return this;
  }

  /** The bins of the given time, made one by one. */
  Stream<ProbeBin> bins(Duration length) {
    return LongStream.range(0, length.dividedBy(interval)).mapToObj(this::bin);
  }

  private ProbeBin bin(long index) {
    long offset = index * interval.toMillis();
    double rate = ordinaryRate;
    for (Spell spell : spells) {
      if (offset >= spell.from().toMillis() && offset < spell.to().toMillis()) {
        rate = spell.rate();
      }
    }
    int failures = 0;
    List<Voice> voices = new ArrayList<>();
    for (int i = 0; i < samplesPerBin; i++) {
      int failed = random.nextDouble() < rate ? 1 : 0;
      failures += failed;
      voices.add(new Voice(1 + random.nextInt(1_000_000), Voice.UNKNOWN_VERSION, 1, failed));
    }
    int controlFailures =
        controlsFailToo ? Math.round(controlSamples * (float) failures / samplesPerBin) : 0;
    long start = EPOCH + offset;
    return new ProbeBin(
        start,
        start + MINUTE_MS,
        samplesPerBin,
        failures,
        controlSamples,
        controlFailures,
        LayerFailures.NONE,
        voices);
  }
}
