package org.signalfall.ingest.prober;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a prober works.
 *
 * @param every time between two runs of a service, at least a second
 * @param jitter share of it by which a run is shifted at most, from 0 to below 1
 * @param seed seed of the shifts
 * @param concurrency targets that are probed at once at most, 2 to 1000, the controls aside
 * @param timeout time for a target from its name to its last byte, 100 ms to a minute
 * @param transferTime time within it that a download may take at most
 * @param systemResolvers resolvers that the vantage's system is set to
 * @param otherResolver a resolver to hold against them
 * @param authorities who is trusted to sign certificates
 */
public record ProberSettings(
    Duration every,
    double jitter,
    long seed,
    int concurrency,
    Duration timeout,
    Duration transferTime,
    List<NameServer> systemResolvers,
    Optional<NameServer> otherResolver,
    Authorities authorities) {

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration MIN_EVERY = Duration.ofSeconds(1);

  /** How many timeouts a measurement lasts at most: its queue, its targets, its controls. */
  public static final int LONGEST_RUN_TIMEOUTS = 3;

  public ProberSettings {
    systemResolvers = List.copyOf(systemResolvers);
    if (every.compareTo(MIN_EVERY) < 0) {
      throw new IllegalArgumentException("a service is probed once a second at most");
    }
    if (!(jitter >= 0 && jitter < 1)) {
      throw new IllegalArgumentException("the jitter is a share from 0 to below 1, not " + jitter);
    }
    if (concurrency < 2 || concurrency > 1000) {
      throw new IllegalArgumentException("the concurrency is 2 to 1000, not " + concurrency);
    }
    if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException("the timeout is 100 ms to a minute");
    }
  }
}
