package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Locality;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.catalogue.Judgement;

/**
 * The whole Internet of a test: two resolvers, servers on loopback, and a prober that is kept from
 * leaving it.
 */
final class LocalNet implements AutoCloseable {

  static final String SERVICE = "service.example";
  static final String CONTROL = "control.example";
  static final Instant NOW = Instant.parse("2023-03-01T12:00:00Z");
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  static final Vantage VANTAGE =
      new Vantage("home-7", "KE", 33771, Optional.of("KE-30"), Access.MOBILE);

  private static final Certificates AUTHORITY = new Certificates("Signalfall test authority");
  private static final Duration TRANSFER_TIME = Duration.ofMillis(400);
  private static final List<AddressBlock> LOOPBACK = List.of(AddressBlock.of("127.0.0.0/8"));

  private final LocalDns system = new LocalDns();
  private final LocalDns other = new LocalDns();
  private final LoopbackSockets sockets = new LoopbackSockets();
  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<ControlPlan> controls = new ArrayList<>();
  private final List<BlockPage> blockPages = new ArrayList<>();
  private boolean asksOther = true;

  LocalNet() throws IOException {
    int port = serve("127.0.0.1", 0, Behaviour.tls(certified(CONTROL), Behaviour.ok()));
    resolve(CONTROL, "127.0.0.1");
    controls.add(control(target(CONTROL, port, TargetKind.HTTPS)));
  }

  static Certificates authority() {
    return AUTHORITY;
  }

  static SSLContext certified(String host) {
    return AUTHORITY.serverFor(host);
  }

  /** Starts a server and returns its port. */
  int serve(String address, int port, Behaviour behaviour) throws IOException {
    LocalServer server = new LocalServer(address, port, behaviour);
    servers.add(server);
    return server.port();
  }

  /** Starts a server for the service and returns its port. */
  int serve(Behaviour behaviour) throws IOException {
    resolve(SERVICE, "127.0.0.2");
    return serve("127.0.0.2", 0, behaviour);
  }

  /** Has both resolvers give the same addresses. */
  void resolve(String name, String... addresses) {
    system.resolves(name, addresses);
    other.resolves(name, addresses);
  }

  LocalDns system() {
    return system;
  }

  LocalDns other() {
    return other;
  }

  LoopbackSockets sockets() {
    return sockets;
  }

  void withoutOtherResolver() {
    asksOther = false;
  }

  void blockPage(BlockPage.Place place, String header, String text) {
    blockPages.add(new BlockPage(place, header, text));
  }

  void controls(ControlPlan... all) {
    controls.clear();
    controls.addAll(List.of(all));
  }

  static ControlPlan control(ProbeTarget target) {
    return new ControlPlan(target, Locality.FOREIGN);
  }

  static ProbeTarget target(String host, int port, TargetKind kind) {
    return new ProbeTarget(host, port, kind, "/", OptionalInt.empty(), Optional.empty());
  }

  static ProbeTarget transferring(String host, int port, TargetKind kind) {
    return new ProbeTarget(
        host,
        port,
        kind,
        "/",
        OptionalInt.empty(),
        Optional.of(new Transfer("/file", Transfer.USUAL_BYTES)));
  }

  static ServicePlan service(String name, ProbeTarget... targets) {
    return new ServicePlan(
        name,
        List.of(new ComponentPlan("web", Locality.FOREIGN, Judgement.ANY_OF, List.of(targets))));
  }

  ProbePlan plan(ServicePlan... services) {
    return new ProbePlan(
        List.of(services), controls, blockPages, LOOPBACK, ProbePlan.USUAL_SLOW_BELOW);
  }

  ProberSettings settings(Duration every, Duration timeout) {
    assertThat(system.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(other.address().getAddress().isLoopbackAddress()).isTrue();
    try {
      return new ProberSettings(
          every,
          0,
          1,
          4,
          timeout,
          TRANSFER_TIME,
          List.of(new NameServer(system.address(), false)),
          asksOther ? Optional.of(new NameServer(other.address(), true)) : Optional.empty(),
          Authorities.of(List.of(AUTHORITY.root())));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Prober prober(ProberSettings settings, ServicePlan... services) {
    return new Prober(plan(services), VANTAGE, settings, Clock.fixed(NOW, ZoneOffset.UTC), sockets);
  }

  /** Measures services once. */
  List<ProbeMeasurement> measure(ServicePlan... services) throws IOException, InterruptedException {
    List<ProbeMeasurement> measured = Collections.synchronizedList(new ArrayList<>());
    try (Prober prober = prober(settings(Duration.ofMinutes(1), TIMEOUT), services)) {
      prober.runOnce(measured::add);
    }
    assertThat(sockets.strays()).isEmpty();
    assertThat(sockets.opened()).allSatisfy(socket -> assertThat(socket.isClosed()).isTrue());
    return measured;
  }

  /** Measures one target of the service once. */
  ComponentOutcome outcome(ProbeTarget... targets) throws IOException, InterruptedException {
    return measure(service("service", targets)).get(0).getComponents().get(0);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
    system.close();
    other.close();
  }
}
