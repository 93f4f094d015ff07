package org.signalfall.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.signalfall.bgp.BgpWord.Announced;
import org.signalfall.bgp.BgpWord.Changed;
import org.signalfall.bgp.BgpWord.Dumped;
import org.signalfall.bgp.BgpWord.Route;
import org.signalfall.bgp.BgpWord.Session;
import org.signalfall.bgp.BgpWord.Withdrawn;

class VisibilityPropertyTest {

  private static final int PEERS = 4;
  private static final long BIN_MS = 60_000;
  private static final IpPrefix IPV4_SPACE = new IpPrefix(4, 0x0a00_0000L << 32, 20);
  private static final IpPrefix OTHER_SPACE = new IpPrefix(4, 0x0b00_0000L << 32, 20);
  private static final IpPrefix IPV6_SPACE = new IpPrefix(6, 0x2001_0db8_0000_0000L, 44);

  /** A word, and whether its bin ends with it. */
  record Step(BgpWord word, boolean endsBin) {}

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void shouldCountAsIfEveryUnitWereCountedAnew(@ForAll("histories") List<Step> history) {
    Counted counted = new Counted();
    NaiveVisibility naive = new NaiveVisibility();
    List<BgpWord> words = new ArrayList<>(opening());
    long time = BIN_MS;

    for (BgpWord word : words) {
      counted.engine.take(time, word);
      naive.take(time, word);
    }
    for (Step step : history) {
      counted.engine.take(time, step.word());
      naive.take(time, step.word());
      if (step.endsBin()) {
        counted.closeBin(2);
        naive.closeBin();
        time += BIN_MS;
        assertThat(counted.counts).isEqualTo(both(naive));
      }
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void shouldForgetNothingWhenTheProcessIsLostAtAnyTime(@ForAll("histories") List<Step> history) {
    Counted steady = new Counted();
    Counted restarted = new Counted();
    long time = BIN_MS;
    for (BgpWord word : opening()) {
      steady.engine.take(time, word);
      restarted.engine.take(time, word);
    }

    for (Step step : history) {
      steady.engine.take(time, step.word());
      restarted.engine.take(time, step.word());
      if (step.endsBin()) {
        steady.closeBin(1_000);
        restarted.restart();
        restarted.closeBin(3);
        time += BIN_MS;
      } else {
        restarted.restart();
      }
    }

    steady.closeBin(1_000);
    restarted.closeBin(1_000);
    assertThat(restarted.counts).isEqualTo(steady.counts);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void shouldCountTheSameInAnyNumberOfParts(
      @ForAll("histories") List<Step> history, @ForAll @IntRange(min = 2, max = 6) int parts) {
    Counted whole = new Counted();
    List<Counted> split = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      split.add(new Counted());
    }
    long time = BIN_MS;
    Set<Counted> open = new HashSet<>();
    List<Step> steps = new ArrayList<>();
    opening().forEach(word -> steps.add(new Step(word, false)));
    steps.addAll(history);

    for (Step step : steps) {
      whole.engine.take(time, step.word());
      for (Counted one : takers(split, step.word())) {
        one.engine.take(time, step.word());
        open.add(one);
      }
      if (step.endsBin()) {
        whole.closeBin(1_000);
        open.forEach(one -> one.closeBin(1_000));
        open.clear();
        time += BIN_MS;
        assertThat(sum(split)).isEqualTo(whole.counts);
      }
    }
  }

  /** A session's change is told to all parts, a route to the part of its covering block. */
  private static List<Counted> takers(List<Counted> split, BgpWord word) {
    if (word instanceof Changed) {
      return split;
    }
    IpPrefix prefix =
        word instanceof Announced announced
            ? announced.prefix()
            : word instanceof Withdrawn withdrawn ? withdrawn.prefix() : ((Dumped) word).prefix();
    int block = (int) (prefix.bits() >>> (prefix.family() == 4 ? 56 : 48));
    return List.of(split.get((block + prefix.family()) % split.size()));
  }

  private static Map<String, Long> sum(List<Counted> split) {
    Map<String, Long> sum = new TreeMap<>();
    split.forEach(one -> one.counts.forEach((scope, count) -> sum.merge(scope, count, Long::sum)));
    return sum;
  }

  private static Map<String, Long> both(NaiveVisibility naive) {
    Map<String, Long> counts = new TreeMap<>();
    for (IpPrefix space : List.of(IPV4_SPACE, OTHER_SPACE)) {
      naive.counts(space).forEach((scope, count) -> counts.merge("4 " + scope, count, Long::sum));
    }
    naive.counts(IPV6_SPACE).forEach((scope, count) -> counts.put("6 " + scope, count));
    return counts;
  }

  /** Two peers have sent their tables, so that there is something to judge from the first bin. */
  private static List<BgpWord> opening() {
    return List.of(
        new Changed(0, Session.TRANSFER, false),
        new Changed(1, Session.TRANSFER, false),
        new Announced(IPV4_SPACE, new Route(0, List.of(64_500L))),
        new Announced(IPV6_SPACE, new Route(1, List.of(64_501L))),
        new Changed(0, Session.UP, true),
        new Changed(1, Session.UP, true));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<IpPrefix> prefixes =
        Arbitraries.oneOf(
            prefixesIn(IPV4_SPACE, 24), prefixesIn(OTHER_SPACE, 24), prefixesIn(IPV6_SPACE, 48));
    Arbitrary<Integer> peers = Arbitraries.integers().between(0, PEERS - 1);
    Arbitrary<List<Long>> origins =
        Arbitraries.longs()
            .between(64_500, 64_503)
            .set()
            .ofMinSize(1)
            .ofMaxSize(2)
            .map(set -> set.stream().sorted().toList());
    Arbitrary<Long> paths = Arbitraries.of(BgpWord.NO_PATH, BgpWord.NO_PATH, 0L, 1L);
    Arbitrary<Route> routes = Combinators.combine(peers, paths, origins).as(Route::new);
    Arbitrary<BgpWord> announced =
        Combinators.combine(prefixes, routes).as((prefix, route) -> new Announced(prefix, route));
    Arbitrary<BgpWord> withdrawn =
        Combinators.combine(prefixes, peers, paths)
            .as((prefix, peer, path) -> new Withdrawn(prefix, peer, path));
    Arbitrary<BgpWord> dumped =
        Combinators.combine(prefixes, routes.list().ofMaxSize(PEERS))
            .as((prefix, all) -> new Dumped(prefix, all));
    Arbitrary<BgpWord> changed =
        Combinators.combine(
                peers,
                Arbitraries.of(Session.class),
                Arbitraries.frequencyOf(
                    Tuple.of(9, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
            .as((peer, session, full) -> new Changed(peer, session, full));
    Arbitrary<BgpWord> words =
        Arbitraries.frequencyOf(
            Tuple.of(8, announced),
            Tuple.of(4, withdrawn),
            Tuple.of(2, dumped),
            Tuple.of(4, changed));
    return Combinators.combine(words, Arbitraries.of(true, false, false))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  private static Arbitrary<IpPrefix> prefixesIn(IpPrefix space, int longest) {
    return Combinators.combine(
            Arbitraries.longs().between(0, (1L << (longest - space.length())) - 1),
            Arbitraries.integers().between(space.length(), longest))
        .as(
            (unit, length) -> {
              long bits = space.bits() | (unit << (Long.SIZE - longest));
              return new IpPrefix(space.family(), bits & (-1L << (Long.SIZE - length)), length);
            });
  }

  /** An engine and what its sink adds up to. */
  private static final class Counted {

    private PeerSessions sessions = new PeerSessions();
    private final MemoryTable table = new MemoryTable();
    private final Map<String, Long> counts = new TreeMap<>();
    private VisibilityEngine engine;

    Counted() {
      for (int peer = 0; peer < PEERS; peer++) {
        sessions.number(new PeerName("rrc00", "192.0.2." + peer, 64_500L + peer));
      }
      restart();
    }

    void restart() {
      sessions = PeerSessions.decode(sessions.encode());
      engine = new VisibilityEngine(sessions, table, this::add, new SightLog());
    }

    private void add(IpPrefix prefix, List<Long> origins, long units) {
      for (String scope : Scopes.of(prefix, origins)) {
        counts.merge(prefix.family() + " " + scope, units, Long::sum);
      }
      counts.values().removeIf(count -> count == 0);
    }

    void closeBin(int most) {
      int lookedAt = most;
      while (lookedAt == most) {
        lookedAt = engine.closeBin(most);
      }
    }
  }
}
