package org.signalfall.ingest.prober;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.signalfall.avro.Layer;

/**
 * Probes a target from its name up.
 *
 * <p>The name is looked up at the system's resolver; what fails there is judged by {@link
 * NameLookup}. Then addresses are tried one after the other, as a client does, until one passes: at
 * most two of IPv4, then two of IPv6, each but the last with half of the time left. If none does, a
 * failure at IPv4 counts before one at IPv6.
 *
 * <p>When an impostor answers, by a wrong certificate or a block page, and another resolver has
 * only other addresses for the name, one of those is tried too. If it passes, the system's resolver
 * has led to the impostor, and DNS is what failed.
 */
final class TargetProbe {

  private static final int ADDRESSES_PER_FAMILY = 2;

  private final DnsClient system;
  private final Optional<DnsClient> other;
  private final Executor lookups;
  private final Bogons bogons;
  private final AddressProbe addresses;

  /**
   * Creates a probe.
   *
   * @param system the resolvers that the vantage's system is set to
   * @param other a resolver to hold against them
   * @param lookups runs the lookups at the other resolver, beside those at the system's
   */
  TargetProbe(
      DnsClient system,
      Optional<DnsClient> other,
      Executor lookups,
      Bogons bogons,
      AddressProbe addresses) {
    this.system = system;
    this.other = other;
    this.lookups = lookups;
    this.bogons = bogons;
    this.addresses = addresses;
  }

  /** Probes a target, and ends by the deadline. */
  Attempt probe(ProbeTarget target, Deadline deadline) throws InterruptedException {
    Optional<InetAddress> literal = target.literal();
    if (literal.isPresent()) {
      return tryAll(target, List.of(literal.get()), deadline);
    }
    NameLookup lookup = lookup(target.host(), deadline.left().dividedBy(2));
    Finding name = lookup.finding(bogons);
    if (name != Finding.PASSED) {
      return Attempt.of(name, Layer.DNS);
    }
    Attempt attempt = tryAll(target, lookup.system().addresses(), deadline);
    if (attempt.finding().isImpostor() && passesElsewhere(target, lookup, deadline)) {
      return attempt.found(Finding.INCONSISTENT, Layer.DNS);
    }
    return attempt;
  }

  private NameLookup lookup(String host, Duration patience) throws InterruptedException {
    Optional<CompletableFuture<DnsAnswer>> others =
        other.map(
            client -> CompletableFuture.supplyAsync(() -> ask(client, host, patience), lookups));
    DnsAnswer answer = system.ask(host, patience);
    try {
      return new NameLookup(
          answer, others.isPresent() ? Optional.of(others.get().get()) : Optional.empty());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lookup never fails but by a defect", e);
    }
  }

  private static DnsAnswer ask(DnsClient client, String host, Duration patience) {
    try {
      return client.ask(host, patience);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private boolean passesElsewhere(ProbeTarget target, NameLookup lookup, Deadline deadline) {
    return lookup.disputed().stream()
        .filter(address -> !bogons.contain(address))
        .limit(1)
        .anyMatch(address -> addresses.probe(target, address, deadline).passed());
  }

  private Attempt tryAll(ProbeTarget target, List<InetAddress> all, Deadline deadline) {
    List<Attempt> attempts = new ArrayList<>();
    List<InetAddress> inOrder = inOrder(all);
    for (InetAddress address : inOrder) {
      boolean last = attempts.size() == inOrder.size() - 1;
      Deadline own = last ? deadline : deadline.orIn(deadline.left().dividedBy(2));
      Attempt attempt = addresses.probe(target, address, own);
      if (attempt.passed()) {
        return withGoodput(attempt, target, address, deadline);
      }
      attempts.add(attempt);
    }
    return attempts.stream().filter(Attempt::failed).findFirst().orElse(attempts.get(0));
  }

  private Attempt withGoodput(
      Attempt attempt, ProbeTarget target, InetAddress address, Deadline deadline) {
    if (target.transfer().isEmpty() || deadline.passed()) {
      return attempt;
    }
    try {
      return attempt.transferredAt(
          addresses.transfer(target, target.transfer().get(), address, deadline));
    } catch (LayerFailure e) {
      Attempt broken = e.attempt();
      boolean cut = broken.finding() == Finding.RESET || broken.finding() == Finding.CLOSED;
      return cut ? attempt.found(broken.finding(), broken.layer()) : attempt;
    }
  }

  private static List<InetAddress> inOrder(List<InetAddress> all) {
    List<InetAddress> ipv4 = all.stream().filter(Inet4Address.class::isInstance).toList();
    List<InetAddress> ipv6 = all.stream().filter(address -> !ipv4.contains(address)).toList();
    List<InetAddress> inOrder = new ArrayList<>();
    for (List<InetAddress> family : List.of(ipv4, ipv6)) {
      inOrder.addAll(family.subList(0, Math.min(ADDRESSES_PER_FAMILY, family.size())));
    }
    return inOrder;
  }
}
