package org.signalfall.ingest.prober;

import java.util.List;

/**
 * What a prober probes. It can be read from a file ({@link PlanReader}) or made from a catalogue.
 *
 * @param services services to probe, at least one, each of another name
 * @param controls targets that tell a restriction from a vantage that is offline, 1 to 20
 * @param blockPages what answers in a censor's name look like
 * @param genuineNetworks blocks of special-purpose addresses that names may truly lie in, such as
 *     those of the vantage's own network
 * @param slowBelow share of the controls' goodput below which a target is slow, above 0 and below 1
 */
public record ProbePlan(
    List<ServicePlan> services,
    List<ControlPlan> controls,
    List<BlockPage> blockPages,
    List<AddressBlock> genuineNetworks,
    double slowBelow) {

  /** A third of the controls' goodput is slow; what varies from host to host is not. */
  public static final double USUAL_SLOW_BELOW = 0.4;

  private static final int MAX_CONTROLS = 20;

  public ProbePlan {
    services = List.copyOf(services);
    controls = List.copyOf(controls);
    blockPages = List.copyOf(blockPages);
    genuineNetworks = List.copyOf(genuineNetworks);
    long names = services.stream().map(ServicePlan::service).distinct().count();
    if (services.isEmpty() || names < services.size()) {
      throw new IllegalArgumentException("a plan needs services, each of another name");
    }
    if (controls.isEmpty() || controls.size() > MAX_CONTROLS) {
      throw new IllegalArgumentException("a plan needs 1 to " + MAX_CONTROLS + " controls");
    }
    if (!(slowBelow > 0 && slowBelow < 1)) {
      throw new IllegalArgumentException(
          "slow_below is a share above 0 and below 1, not " + slowBelow);
    }
  }
}
