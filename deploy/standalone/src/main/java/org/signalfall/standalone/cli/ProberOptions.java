package org.signalfall.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.signalfall.ingest.prober.Authorities;
import org.signalfall.ingest.prober.NameServer;
import org.signalfall.ingest.prober.ProberSettings;
import picocli.CommandLine.Option;

/** How a prober works. */
final class ProberOptions {

  private static final Duration TRANSFER_TIME = Duration.ofSeconds(3);

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "Time between two probes of a service (default: 60s).")
  private Duration every;

  @Option(
      names = "--jitter",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description = "Share of it by which a probe comes later at random (default: 0.3).")
  private double jitter;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the jitter (default: another one each time).")
  private Long seed;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "Targets that are probed at once, the controls aside (default: 16).")
  private int concurrency;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "8s",
      converter = DurationConverter.class,
      description = "Time for a target, from its name to its last byte (default: 8s).")
  private Duration timeout;

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS[:PORT]",
      description = "A resolver to hold against the system's; tcp://ADDRESS to ask it by TCP.")
  private String resolver;

  @Option(
      names = "--trust",
      paramLabel = "CA.pem",
      description = "Authorities to trust instead of those of the Java platform.")
  private Path trust;

  /**
   * Returns the settings.
   *
   * @throws CliException when they make no sense
   */
  ProberSettings settings() {
    try {
      return new ProberSettings(
          every,
          jitter,
          seed == null ? ThreadLocalRandom.current().nextLong() : seed,
          concurrency,
          timeout,
          TRANSFER_TIME,
          NameServer.ofSystem(),
          Optional.ofNullable(resolver).map(NameServer::of),
          trust == null ? Authorities.ofSystem() : Authorities.of(trust));
    } catch (IllegalArgumentException e) {
      throw new CliException(OneSentence.ended("The prober cannot work so: " + e.getMessage()), e);
    } catch (IOException e) {
      throw new CliException("The authorities cannot be read from " + trust + ".", e);
    }
  }
}
