package org.signalfall.bgp;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;

/**
 * Puts raw records of BGP into the words of the engine; empty for what it does not count, such as a
 * prefix longer than its unit.
 */
public final class BgpWords {

  private BgpWords() {}

  /**
   * Returns the word.
   *
   * @param number gives peers their numbers
   * @throws IllegalArgumentException when the prefix is none
   */
  public static Optional<BgpWord> of(BgpUpdate update, ToIntFunction<PeerName> number) {
    return prefix(update.getPrefix())
        .map(
            prefix ->
                update.getWithdrawn()
                    ? new BgpWord.Withdrawn(
                        prefix,
                        number.applyAsInt(name(update.getRoute().getPeer())),
                        path(update.getRoute()))
                    : new BgpWord.Announced(prefix, route(update.getRoute(), number)));
  }

  /**
   * Returns the word.
   *
   * @param number gives peers their numbers
   * @throws IllegalArgumentException when the prefix is none
   */
  public static Optional<BgpWord> of(RibEntry entry, ToIntFunction<PeerName> number) {
    return prefix(entry.getPrefix())
        .map(
            prefix ->
                new BgpWord.Dumped(
                    prefix,
                    entry.getRoutes().stream().map(route -> route(route, number)).toList()));
  }

  /**
   * Returns the word.
   *
   * @param number gives peers their numbers
   */
  public static Optional<BgpWord> of(PeerState state, ToIntFunction<PeerName> number) {
    return session(state.getStatus())
        .map(
            session ->
                new BgpWord.Changed(
                    number.applyAsInt(name(state.getPeer())), session, state.getFullFeed()));
  }

  private static Optional<BgpWord.Session> session(PeerStatus status) {
    return switch (status) {
      case UP -> Optional.of(BgpWord.Session.UP);
      case DOWN -> Optional.of(BgpWord.Session.DOWN);
      case TABLE_TRANSFER -> Optional.of(BgpWord.Session.TRANSFER);
      case SILENT -> Optional.of(BgpWord.Session.SILENT);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static BgpWord.Route route(Route route, ToIntFunction<PeerName> number) {
    List<Long> origins = route.getOrigins();
    return new BgpWord.Route(
        number.applyAsInt(name(route.getPeer())),
        path(route),
        origins.size() < 2 ? List.copyOf(origins) : origins.stream().distinct().sorted().toList());
  }

  private static long path(Route route) {
    return route.getPathId() == null ? BgpWord.NO_PATH : route.getPathId();
  }

  private static PeerName name(PeerId peer) {
    return new PeerName(peer.getCollector(), peer.getAddress(), peer.getAsn());
  }

  private static Optional<IpPrefix> prefix(Prefix prefix) {
    int family = prefix.getFamily();
    if (family != 4 && family != 6) {
      throw new IllegalArgumentException("there is no address family " + family);
    }
    return IpPrefix.isCounted(family, prefix.getLength())
        ? Optional.of(IpPrefix.of(family, prefix.getAddress(), prefix.getLength()))
        : Optional.empty();
  }
}
