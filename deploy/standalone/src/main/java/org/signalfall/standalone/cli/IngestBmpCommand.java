package org.signalfall.standalone.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bmp.BmpListener;
import org.signalfall.ingest.bmp.BmpSettings;
import org.signalfall.ingest.bmp.BmpViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest bmp}. */
@Command(
    name = "bmp",
    description = {
      "Listens to routers that speak BMP, and sends what they hear to a given cluster.",
      "BMP has no passwords: listen beyond this machine only where routers alone can connect."
    },
    mixinStandardHelpOptions = true)
final class IngestBmpCommand implements Callable<Integer> {

  /** Which of two copies of a table is taken. */
  private enum Policy {
    PRE,
    POST
  }

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private LiveOptions live;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:11019",
      converter = AddressConverter.class,
      description = "Where routers connect to (default: ${DEFAULT-VALUE}).")
  private InetSocketAddress address;

  @Option(
      names = "--feed",
      paramLabel = "NAME",
      defaultValue = "bmp",
      description = "Name of the feed; two listeners need two (default: ${DEFAULT-VALUE}).")
  private String feed;

  @Option(
      names = "--policy",
      paramLabel = "pre|post",
      defaultValue = "pre",
      description = {
        "Which routes are taken when a router sends them before and after policy",
        "(default: ${DEFAULT-VALUE}); what it sends one way only is taken."
      })
  private Policy policy;

  @Option(
      names = "--adj-rib-out",
      description = "Take what routers send to their peers too, each as a table of its own.")
  private boolean adjRibOut;

  @Option(
      names = "--max-routers",
      paramLabel = "N",
      defaultValue = "64",
      description = "Routers that may be connected at once (default: ${DEFAULT-VALUE}).")
  private int maxRouters;

  @Option(
      names = "--full-feed-ipv4",
      paramLabel = "N",
      defaultValue = "400000",
      description = "IPv4 prefixes that are a full table (default: ${DEFAULT-VALUE}).")
  private int fullFeedIpv4;

  @Option(
      names = "--full-feed-ipv6",
      paramLabel = "N",
      defaultValue = "10000",
      description = "IPv6 prefixes that are a full table (default: ${DEFAULT-VALUE}).")
  private int fullFeedIpv6;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (BmpListener listener = new BmpListener(settings())) {
      live.send(
          listener,
          cluster,
          "Listening to routers at " + address.getHostString() + ":" + listener.port() + ".",
          spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private BmpSettings settings() {
    try {
      return new BmpSettings(
          feed,
          address,
          maxRouters,
          new BmpViews(policy == Policy.POST, adjRibOut),
          new FullFeedRule(fullFeedIpv4, fullFeedIpv6));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
