package org.signalfall.standalone.cli;

import org.signalfall.ingest.bgp.FullFeedRule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which peers of a collector send a full table. */
final class FullFeedOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--full-feed-ipv4",
      paramLabel = "N",
      defaultValue = "400000",
      description = "IPv4 prefixes that are a full table (default: ${DEFAULT-VALUE}).")
  private int ipv4;

  @Option(
      names = "--full-feed-ipv6",
      paramLabel = "N",
      defaultValue = "10000",
      description = "IPv6 prefixes that are a full table (default: ${DEFAULT-VALUE}).")
  private int ipv6;

  /** Returns the rule; a number that makes no sense ends the command with its usage. */
  FullFeedRule rule() {
    try {
      return new FullFeedRule(ipv4, ipv6);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "A full table has at least one prefix", e);
    }
  }
}
