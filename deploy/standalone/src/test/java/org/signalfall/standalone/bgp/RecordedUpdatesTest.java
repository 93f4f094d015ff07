package org.signalfall.standalone.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.standalone.SharedData;

/**
 * Five real minutes of a RIS collector of 2018, into which sessions and whole collectors are lost,
 * and prefixes withdrawn. The file holds updates only; so each prefix in it begins in the tables of
 * every other peer, as it is first announced: just as many as make it visible, so that a single
 * peer that is wrongly counted or left out shows.
 */
class RecordedUpdatesTest {

  private static final int PARTITIONS = 3;
  private static final int RESETS = 10;
  private static final long START = Instant.parse("2018-12-18T11:40:00Z").toEpochMilli();
  private static final long OPENING = START - 60_000;
  private static final String SECOND_COLLECTOR = "rrc01";

  private final List<TimedBgp> updates = new ArrayList<>();
  private final Map<Prefix, Route> firstRoutes = new LinkedHashMap<>();
  private final List<PeerId> peers = new ArrayList<>();

  @BeforeEach
  void read() throws IOException {
    for (TimedBgp record :
        MrtRecords.of(SharedData.require("mrt/hdb3/ris.updates.20181218.1140.gz"), 400_000)) {
      if (record instanceof TimedBgp.Update update) {
        PeerId peer = update.update().getRoute().getPeer();
        if (!peers.contains(peer)) {
          peers.add(peer);
        }
        if (!update.update().getWithdrawn()) {
          firstRoutes.putIfAbsent(update.update().getPrefix(), update.update().getRoute());
        }
        updates.add(record);
      }
    }
  }

  @Test
  void shouldStayFlatWhenACollectorAndTenSessionsAreLost() {
    Set<PeerId> ofSecond = new HashSet<>(peers.subList(peers.size() / 2, peers.size()));
    NavigableMap<Long, Map<String, Long>> calm =
        new Engines(PARTITIONS)
            .run(ordered(withCollectors(opening(), ofSecond), withCollectors(updates, ofSecond)));

    List<TimedBgp> shaken = new ArrayList<>(updates);
    for (int reset = 0; reset < RESETS; reset++) {
      reset(shaken, peers.get(reset), START + 30_000 + reset * 11_000L);
    }
    long lost = START + 160_000;
    shaken.removeIf(record -> record.time() >= lost && ofSecond.contains(peerOf(record)));
    ofSecond.forEach(peer -> shaken.add(state(lost, peer, PeerStatus.DOWN)));
    Engines engines = new Engines(PARTITIONS);
    NavigableMap<Long, Map<String, Long>> bins =
        engines.run(ordered(withCollectors(opening(), ofSecond), withCollectors(shaken, ofSecond)));

    assertThat(engines.reports())
        .containsEntry("collector lost", 1)
        .containsEntry("peer lost", RESETS + ofSecond.size())
        .containsEntry("peer back", RESETS);
    assertThat(bins.keySet()).isEqualTo(calm.keySet()).hasSize(6);
    bins.forEach((end, counts) -> assertFlat(counts, calm.get(end)));
  }

  private static void assertFlat(Map<String, Long> counts, Map<String, Long> calm) {
    System.out.printf("/24s: %d, calm %d%n", counts.get("all"), calm.get("all"));
    assertThat(counts.get("all").doubleValue() / calm.get("all")).isBetween(0.999, 1.001);
    calm.forEach(
        (scope, expected) -> {
          if (expected >= 256) {
            assertThat(counts.getOrDefault(scope, 0L).doubleValue() / expected)
                .as("%s, ordinarily %d", scope, expected)
                .isBetween(0.95, 1.05);
          }
        });
  }

  @Test
  void shouldFallToZeroInTheMinuteInWhichAllPrefixesOfAnOriginAreWithdrawn() {
    long asn = busiestOrigin();
    long withdrawn = START + 130_000;
    long announced = START + 250_000;
    List<TimedBgp> shaken = new ArrayList<>(updates);
    Set<Prefix> own = new HashSet<>();
    firstRoutes.forEach(
        (prefix, route) -> {
          if (route.getOrigins().contains(asn)) {
            own.add(prefix);
          }
        });
    shaken.removeIf(record -> record.time() >= withdrawn && own.contains(TimedBgp.prefix(record)));
    shaken.removeIf(
        record ->
            record.time() >= withdrawn
                && ((TimedBgp.Update) record).update().getRoute().getOrigins().contains(asn));
    for (Prefix prefix : own) {
      for (PeerId peer : peers) {
        shaken.add(update(withdrawn, peer, prefix, null));
        shaken.add(update(announced, peer, prefix, firstRoutes.get(prefix)));
      }
    }

    NavigableMap<Long, Map<String, Long>> bins =
        new Engines(PARTITIONS).run(ordered(opening(), shaken));

    List<Long> counts =
        bins.values().stream().map(all -> all.getOrDefault("AS" + asn, 0L)).toList();
    System.out.printf("AS%d, %d prefixes, /24s by minute: %s%n", asn, own.size(), counts);
    long ordinary = counts.get(2);
    assertThat(ordinary).isPositive();
    assertThat(counts.subList(3, 5)).containsExactly(0L, 0L);
    assertThat(counts.get(5)).isGreaterThanOrEqualTo(ordinary);
  }

  private long busiestOrigin() {
    Map<Long, Integer> prefixes = new TreeMap<>();
    firstRoutes.forEach(
        (prefix, route) -> {
          if (prefix.getFamily() == 4 && route.getOrigins().size() == 1) {
            prefixes.merge(route.getOrigins().get(0), 1, Integer::sum);
          }
        });
    return prefixes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** A full table of every peer, in the minute before the file begins. */
  private List<TimedBgp> opening() {
    List<TimedBgp> records = new ArrayList<>();
    peers.forEach(peer -> records.add(state(OPENING, peer, PeerStatus.TABLE_TRANSFER)));
    firstRoutes.forEach(
        (prefix, first) ->
            records.add(
                new TimedBgp.Table(
                    RibEntry.newBuilder()
                        .setTime(Instant.ofEpochMilli(OPENING + 1))
                        .setPrefix(prefix)
                        .setRoutes(
                            peers.stream()
                                .filter(peer -> holds(peer, prefix))
                                .map(peer -> routeOf(peer, first))
                                .toList())
                        .build())));
    peers.forEach(peer -> records.add(state(OPENING + 2, peer, PeerStatus.UP)));
    return records;
  }

  private boolean holds(PeerId peer, Prefix prefix) {
    return (peers.indexOf(peer) + prefix.hashCode()) % 2 == 0;
  }

  /** The session is down for six seconds; then the peer tells its table again, and is up. */
  private void reset(List<TimedBgp> records, PeerId peer, long down) {
    long told = down + 6_000;
    Map<Prefix, Route> table = new LinkedHashMap<>(firstRoutes);
    table.keySet().removeIf(prefix -> !holds(peer, prefix));
    for (TimedBgp record : updates) {
      if (record.time() < told && peerOf(record).equals(peer)) {
        BgpUpdate update = ((TimedBgp.Update) record).update();
        if (update.getWithdrawn()) {
          table.remove(update.getPrefix());
        } else {
          table.put(update.getPrefix(), update.getRoute());
        }
      }
    }
    records.removeIf(
        record -> record.time() >= down && record.time() < told && peerOf(record).equals(peer));
    records.add(state(down, peer, PeerStatus.DOWN));
    records.add(state(told - 1, peer, PeerStatus.TABLE_TRANSFER));
    table.forEach((prefix, route) -> records.add(update(told - 1, peer, prefix, route)));
    records.add(state(down + 20_000, peer, PeerStatus.UP));
  }

  private static List<TimedBgp> withCollectors(List<TimedBgp> records, Set<PeerId> ofSecond) {
    return records.stream().map(record -> withCollectors(record, ofSecond)).toList();
  }

  private static TimedBgp withCollectors(TimedBgp record, Set<PeerId> ofSecond) {
    if (record instanceof TimedBgp.Update update) {
      Route route = update.update().getRoute();
      return new TimedBgp.Update(
          BgpUpdate.newBuilder(update.update())
              .setRoute(routeOf(named(route.getPeer(), ofSecond), route))
              .build());
    }
    if (record instanceof TimedBgp.Table table) {
      return new TimedBgp.Table(
          RibEntry.newBuilder(table.entry())
              .setRoutes(
                  table.entry().getRoutes().stream()
                      .map(route -> routeOf(named(route.getPeer(), ofSecond), route))
                      .toList())
              .build());
    }
    PeerState state = ((TimedBgp.Peer) record).state();
    return new TimedBgp.Peer(
        PeerState.newBuilder(state).setPeer(named(state.getPeer(), ofSecond)).build());
  }

  private static PeerId named(PeerId peer, Set<PeerId> ofSecond) {
    return ofSecond.contains(peer)
        ? new PeerId(SECOND_COLLECTOR, peer.getAddress(), peer.getAsn())
        : peer;
  }

  /** Records of one time keep their order. */
  private static List<TimedBgp> ordered(List<TimedBgp> first, List<TimedBgp> then) {
    List<TimedBgp> all = new ArrayList<>(first);
    all.addAll(then);
    all.sort(Comparator.comparingLong(TimedBgp::time));
    return all;
  }

  private static PeerId peerOf(TimedBgp record) {
    return record instanceof TimedBgp.Update update
        ? update.update().getRoute().getPeer()
        : ((TimedBgp.Peer) record).state().getPeer();
  }

  private static Route routeOf(PeerId peer, Route route) {
    return new Route(peer, null, route.getOrigins(), route.getAsPath(), null);
  }

  private static TimedBgp update(long time, PeerId peer, Prefix prefix, Route route) {
    Route told = route == null ? Route.newBuilder().setPeer(peer).build() : routeOf(peer, route);
    return new TimedBgp.Update(
        new BgpUpdate(Instant.ofEpochMilli(time), prefix, route == null, told));
  }

  private static TimedBgp state(long time, PeerId peer, PeerStatus status) {
    boolean full = status == PeerStatus.UP;
    return new TimedBgp.Peer(new PeerState(Instant.ofEpochMilli(time), peer, status, full, 0, 0));
  }
}
