package org.signalfall.standalone.cli;

import java.time.Clock;
import java.util.Optional;
import org.signalfall.avro.Access;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.prober.Vantage;
import picocli.CommandLine.Option;

/** Where a prober stands. */
final class VantageOptions {

  @Option(
      names = "--vantage",
      paramLabel = "NAME",
      required = true,
      description = "Name of this vantage, as it stands in the measurements; no address.")
  private String name;

  @Option(
      names = "--country",
      paramLabel = "CC",
      required = true,
      description = "Country of the vantage, ISO 3166-1 alpha-2.")
  private String country;

  @Option(
      names = "--asn",
      paramLabel = "ASN",
      required = true,
      description = "Number of the network that the vantage is in.")
  private String asn;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Region of the vantage, ISO 3166-2 or a name.")
  private String region;

  @Option(
      names = "--access",
      paramLabel = "ACCESS",
      defaultValue = "UNKNOWN",
      description = "How the vantage is connected: MOBILE or FIXED.")
  private Access access;

  /**
   * Returns the vantage.
   *
   * @throws CliException when there is no such
   */
  Vantage vantage() {
    Plausibility plausibility = new Plausibility(Clock.systemUTC());
    try {
      return new Vantage(
          name,
          plausibility.country(country),
          plausibility.asn(asn),
          Optional.ofNullable(region),
          access);
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw new CliException(OneSentence.ended("The vantage cannot be used: " + e.getMessage()), e);
    }
  }
}
