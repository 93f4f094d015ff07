package org.signalfall.ingest.prober;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * When each service is probed. Services are spread over the interval, and each of their runs is
 * shifted at random, so that no target sees its probes come by the clock. The same seed gives the
 * same times.
 *
 * <p>Run k of service s is at {@code (phase(s) + k + jitter x random(s, k)) x every}, with phase
 * and random from 0 to 1.
 */
final class Timetable {

  private final long everyNanos;
  private final double jitter;
  private final long seed;

  /**
   * Creates a timetable.
   *
   * @param every time between two runs of a service
   * @param jitter share of it by which a run is shifted at most, from 0 to below 1
   */
  Timetable(Duration every, double jitter, long seed) {
    this.everyNanos = every.toNanos();
    this.jitter = jitter;
    this.seed = seed;
  }

  /**
   * Returns when a service is to be run next. Runs whose time has gone by are left out.
   *
   * @param service number of the service, from 0
   * @param elapsedNanos time since the start
   * @return time since the start in nanoseconds, after {@code elapsedNanos}
   */
  long nextNanos(int service, long elapsedNanos) {
    long run = Math.max(0, elapsedNanos / everyNanos - 2);
    while (at(service, run) <= elapsedNanos) {
      run++;
    }
    return at(service, run);
  }

  private long at(int service, long run) {
    double phase = random(service, -1);
    return run * everyNanos + (long) ((phase + jitter * random(service, run)) * everyNanos);
  }

  private double random(int service, long run) {
    SplittableRandom ofService = new SplittableRandom(seed + service);
    return new SplittableRandom(ofService.nextLong() + run).nextDouble();
  }
}
