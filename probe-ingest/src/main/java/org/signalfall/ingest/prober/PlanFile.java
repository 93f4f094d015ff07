package org.signalfall.ingest.prober;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.signalfall.avro.Locality;
import org.signalfall.ingest.catalogue.Judgement;

/** A plan as its file has it: what is left out is null, and nothing is checked yet. */
record PlanFile(
    List<Service> services,
    List<Target> controls,
    List<Page> blockPages,
    List<String> genuineNetworks,
    Double slowBelow) {

  /** A service. */
  record Service(String service, List<Component> components) {

    ServicePlan plan() {
      String name = required(service, "a service", "service");
      return new ServicePlan(
          name,
          listed(components, "components of " + name).stream()
              .map(component -> component.plan(name))
              .toList());
    }
  }

  /** A component of a service. */
  record Component(String component, Locality locality, List<Target> anyOf, List<Target> allOf) {

    ComponentPlan plan(String service) {
      String name = required(component, "a component of " + service, "component");
      if ((anyOf == null) == (allOf == null)) {
        throw new IllegalArgumentException(
            "the component " + name + " of " + service + " has either any_of or all_of");
      }
      return new ComponentPlan(
          name,
          Objects.requireNonNullElse(locality, Locality.UNKNOWN),
          anyOf == null ? Judgement.ALL_OF : Judgement.ANY_OF,
          listed(anyOf == null ? allOf : anyOf, "targets of " + service).stream()
              .map(Target::target)
              .toList());
    }
  }

  /** A target of a component, or a control, which has a locality of its own. */
  record Target(
      String host,
      Integer port,
      TargetKind kind,
      String path,
      Integer status,
      Download transfer,
      Locality locality) {

    ProbeTarget target() {
      if (locality != null) {
        throw new IllegalArgumentException(
            "the target " + host + " has its component's locality, and none of its own");
      }
      return endpoint();
    }

    ControlPlan control() {
      return new ControlPlan(endpoint(), Objects.requireNonNullElse(locality, Locality.UNKNOWN));
    }

    private ProbeTarget endpoint() {
      String name = required(host, "a target", "host");
      TargetKind layers = required(kind, "the target " + name, "kind");
      return new ProbeTarget(
          name,
          Objects.requireNonNullElse(port, layers.usualPort()),
          layers,
          Objects.requireNonNullElse(path, "/"),
          status == null ? OptionalInt.empty() : OptionalInt.of(status),
          Optional.ofNullable(transfer).map(Download::transfer));
    }
  }

  /** A download. */
  record Download(String path, Integer bytes) {

    Transfer transfer() {
      return new Transfer(
          Objects.requireNonNullElse(path, "/"),
          Objects.requireNonNullElse(bytes, Transfer.USUAL_BYTES));
    }
  }

  /** A block page. */
  record Page(BlockPage.Place in, String header, String text) {

    BlockPage page() {
      return new BlockPage(
          required(in, "a block page", "in"),
          Objects.requireNonNullElse(header, ""),
          required(text, "a block page", "text"));
    }
  }

  /**
   * Returns the plan.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  ProbePlan plan() {
    return new ProbePlan(
        listed(services, "services").stream().map(Service::plan).toList(),
        listed(controls, "controls").stream().map(Target::control).toList(),
        listed(blockPages, "block_pages").stream().map(Page::page).toList(),
        listed(genuineNetworks, "genuine_networks").stream().map(AddressBlock::of).toList(),
        Objects.requireNonNullElse(slowBelow, ProbePlan.USUAL_SLOW_BELOW));
  }

  private static <T> List<T> listed(List<T> list, String what) {
    if (list == null) {
      return List.of();
    }
    if (list.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("null stands among the " + what);
    }
    return list;
  }

  private static <T> T required(T value, String whose, String field) {
    if (value == null) {
      throw new IllegalArgumentException(whose + " has no " + field);
    }
    return value;
  }
}
