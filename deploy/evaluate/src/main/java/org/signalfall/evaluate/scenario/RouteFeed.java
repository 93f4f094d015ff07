package org.signalfall.evaluate.scenario;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.schema.reference.ReferenceData;

/** A feed of BGP to be generated: what the full-feed peers of a collector tell of a country. */
final class RouteFeed {

  /** Reference data has to know its prefixes, so that it is a country that exists. */
  static final String COUNTRY = "IQ";

  private static final int FIRST_BLOCK = 1 << 8;
  private static final int LAST_BLOCK = 224 << 8;
  private static final int TABLE_SIZE = 900_000;
  private static final long FIRST_PEER = 64_600;
  private static final long ORIGIN = 64_500;

  private final String name;
  private final int peers;
  private final List<Prefix> prefixes;
  private final List<TimedBgp> records = new ArrayList<>();

  /** Begins a feed whose peers send their whole tables at first. */
  RouteFeed(String name, Instant begin, int peers, int prefixCount) {
    this.name = name;
    this.peers = peers;
    this.prefixes = choose(prefixCount);
    for (int peer = 0; peer < peers; peer++) {
      state(begin, peer, PeerStatus.TABLE_TRANSFER);
    }
    for (Prefix prefix : prefixes) {
      List<Route> routes = new ArrayList<>();
      for (int peer = 0; peer < peers; peer++) {
        routes.add(route(peer));
      }
      records.add(new TimedBgp.Table(new RibEntry(begin.plusSeconds(1), prefix, routes)));
    }
    for (int peer = 0; peer < peers; peer++) {
      state(begin.plusSeconds(2), peer, PeerStatus.UP);
    }
  }

  /** Withdraws a share of the prefixes from all peers for a while. */
  RouteFeed withdrawn(double share, Instant from, Instant to) {
    for (Prefix prefix : prefixes.subList(0, (int) Math.round(share * prefixes.size()))) {
      for (int peer = 0; peer < peers; peer++) {
        update(from.plusSeconds(3L * peer), peer, prefix, true);
        update(to.plusSeconds(3L * peer), peer, prefix, false);
      }
    }
    return this;
  }

  /** Resets the session of a peer, who then tells its whole table again. */
  RouteFeed reset(Instant time, int peer) {
    state(time, peer, PeerStatus.DOWN);
    state(time.plusSeconds(10), peer, PeerStatus.TABLE_TRANSFER);
    prefixes.forEach(prefix -> update(time.plusSeconds(11), peer, prefix, false));
    state(time.plusSeconds(90), peer, PeerStatus.UP);
    return this;
  }

  /** Takes all sessions down at once, and up again, as when a collector dies. */
  RouteFeed dead(Instant from, Duration length) {
    for (int peer = 0; peer < peers; peer++) {
      state(from, peer, PeerStatus.DOWN);
      reset(from.plus(length), peer);
    }
    return this;
  }

  /** Has a peer repeat what it said, so that the feed is known to have lived until then. */
  RouteFeed until(Instant end) {
    update(end, 0, prefixes.get(0), false);
    return this;
  }

  Source source() {
    List<TimedBgp> sorted = new ArrayList<>(records);
    sorted.sort(Comparator.comparingLong(TimedBgp::time));
    return new GeneratedSource(
        GeneratedSource.feed(name, FeedKind.BGP), name, () -> List.copyOf(sorted).iterator());
  }

  private void update(Instant time, int peer, Prefix prefix, boolean withdrawn) {
    records.add(new TimedBgp.Update(new BgpUpdate(time, prefix, withdrawn, route(peer))));
  }

  private void state(Instant time, int peer, PeerStatus status) {
    boolean fullFeed = status == PeerStatus.UP;
    records.add(
        new TimedBgp.Peer(new PeerState(time, peerId(peer), status, fullFeed, TABLE_SIZE, 0)));
  }

  private static Route route(int peer) {
    return Route.newBuilder()
        .setPeer(peerId(peer))
        .setOrigins(List.of(ORIGIN))
        .setAsPath(List.of(FIRST_PEER + peer, ORIGIN))
        .build();
  }

  private static PeerId peerId(int peer) {
    return new PeerId("generated", "192.0.2." + (peer + 1), FIRST_PEER + peer);
  }

  /** Takes prefixes of 256 /24s each that lie in the country, whatever it has. */
  private static List<Prefix> choose(int count) {
    List<Prefix> chosen = new ArrayList<>();
    for (int block = FIRST_BLOCK; block < LAST_BLOCK && chosen.size() < count; block++) {
      byte[] address = {(byte) (block >>> 8), (byte) block, 0, 0};
      Prefix prefix = new Prefix(4, ByteBuffer.wrap(address), 16);
      if (ReferenceData.builtIn().country(prefix).equals(Optional.of(COUNTRY))) {
        chosen.add(prefix);
      }
    }
    return chosen;
  }
}
