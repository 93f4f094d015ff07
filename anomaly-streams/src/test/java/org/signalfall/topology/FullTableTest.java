package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.bgp.BgpWord;
import org.signalfall.bgp.IpPrefix;
import org.signalfall.bgp.PeerName;
import org.signalfall.bgp.PeerSessions;
import org.signalfall.bgp.SightListener;
import org.signalfall.bgp.VisibilityEngine;

/**
 * What a table takes of store and memory, and what an update costs, on the store that tasks have.
 *
 * <p>A small table by default; deploy/benchmarks says how a full one is measured, and what came
 * out.
 */
class FullTableTest {

  private static final int PREFIXES = Integer.getInteger("table.prefixes", 6_000);
  private static final int PEERS = Integer.getInteger("table.peers", 100);
  private static final int UPDATES = Math.min(200_000, 5 * PREFIXES);
  private static final long SEED = 20_181_218;
  private static final double NANOS = 1e9;

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final PeerSessions sessions = new PeerSessions();
  private final List<IpPrefix> prefixes = new ArrayList<>(PREFIXES);
  private long time = 60_000;
  private long visible;

  @Test
  void shouldKeepAFullTableSmall() throws IOException {
    KeyValueStore<Bytes, byte[]> store = store();
    VisibilityEngine engine =
        new VisibilityEngine(
            sessions,
            new StoredPrefixes(store, "bgp:full", new AllTheRoom()),
            (prefix, origins, units) -> visible += prefix.family() == 4 ? units : 0,
            new Unheard());

    double loading = seconds(() -> load(engine));
    double judging = seconds(() -> close(engine));
    double updating = seconds(() -> update(engine));
    double judgingUpdates = seconds(() -> close(engine));
    double resetting = seconds(() -> reset(engine));
    double heap = heapMebibytes();
    double process = processMebibytes();
    store.close();
    long storeBytes = bytesIn(folder);

    System.out.printf(
        "%d prefixes x %d peers: store %.1f MiB, %.0f bytes a prefix; heap in use %.0f MiB,"
            + " process %.0f MiB%n",
        PREFIXES, PEERS, storeBytes / 1048576.0, (double) storeBytes / PREFIXES, heap, process);
    System.out.printf(
        "dump %.1f s, first judgement %.1f s; an update %.1f us and %.1f us to judge its bin;"
            + " a peer's reset with its table %.1f s%n",
        loading, judging, updating / UPDATES * 1e6, judgingUpdates / UPDATES * 1e6, resetting);
    assertThat(visible).isPositive();
    assertThat((double) storeBytes / PREFIXES)
        .as("bytes a prefix, of 1.5 GiB for 1.2 million")
        .isLessThan(1_300);
  }

  /** Sizes and more-specifics as in a table of today: mostly /24s, a sixth of them IPv6. */
  private void load(VisibilityEngine engine) {
    for (int peer = 0; peer < PEERS; peer++) {
      int number = sessions.number(new PeerName("rrc00", "peer " + peer, 64_500L + peer));
      engine.take(time, new BgpWord.Changed(number, BgpWord.Session.TRANSFER, false));
    }
    int perAddress = 0;
    long at = 1L << 56;
    long step = Long.highestOneBit((222L << 56) / (PREFIXES * 5L / 6));
    for (int i = 0; i < PREFIXES * 5 / 6; i++) {
      int length = i % 12 == 0 ? 16 + i % 7 : 24;
      at += Math.max(step, 1L << 40);
      prefixes.add(new IpPrefix(4, at & (-1L << (Long.SIZE - length)), length));
      perAddress++;
    }
    for (int i = perAddress; i < PREFIXES; i++) {
      prefixes.add(
          new IpPrefix(6, 0x2001_0000_0000_0000L + ((long) i << 24 << 8), 32 + i % 17 / 16));
    }
    for (IpPrefix prefix : prefixes) {
      List<BgpWord.Route> routes = new ArrayList<>(PEERS);
      List<Long> origins = List.of(1_000L + prefix.hashCode() % 70_000 + 70_000);
      for (int peer = 0; peer < PEERS; peer++) {
        routes.add(new BgpWord.Route(peer, origins));
      }
      engine.take(time, new BgpWord.Dumped(prefix, routes));
    }
    for (int peer = 0; peer < PEERS; peer++) {
      engine.take(time, new BgpWord.Changed(peer, BgpWord.Session.UP, true));
    }
  }

  private void close(VisibilityEngine engine) {
    int most = TimedStore.CHUNK;
    int lookedAt = most;
    while (lookedAt == most) {
      lookedAt = engine.closeBin(most);
    }
    time += 60_000;
  }

  /** A third says what is known, a third withdraws, a third comes back or changes its origin. */
  private void update(VisibilityEngine engine) {
    for (int i = 0; i < UPDATES; i++) {
      IpPrefix prefix = prefixes.get(random.nextInt(prefixes.size()));
      int peer = random.nextInt(PEERS);
      List<Long> origins = List.of(1_000L + prefix.hashCode() % 70_000 + 70_000);
      engine.take(
          time,
          switch (i % 3) {
            case 0 -> new BgpWord.Announced(prefix, new BgpWord.Route(peer, origins));
            case 1 -> new BgpWord.Withdrawn(prefix, peer, BgpWord.NO_PATH);
            default -> new BgpWord.Announced(prefix, new BgpWord.Route(peer, List.of(7L)));
          });
    }
  }

  private void reset(VisibilityEngine engine) {
    engine.take(time, new BgpWord.Changed(0, BgpWord.Session.DOWN, false));
    engine.take(time, new BgpWord.Changed(0, BgpWord.Session.TRANSFER, false));
    for (IpPrefix prefix : prefixes) {
      List<Long> origins = List.of(1_000L + prefix.hashCode() % 70_000 + 70_000);
      engine.take(time, new BgpWord.Announced(prefix, new BgpWord.Route(0, origins)));
    }
    engine.take(time, new BgpWord.Changed(0, BgpWord.Session.UP, true));
    close(engine);
  }

  private KeyValueStore<Bytes, byte[]> store() {
    MockProcessorContext<Void, Void> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(NodeNames.BGP_PREFIXES),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private static double seconds(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / NANOS;
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static double heapMebibytes() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1048576.0;
  }

  /** Resident memory, native parts included; 0 where the system does not say. */
  private static double processMebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static final class AllTheRoom implements StoredPrefixes.Room {

    @Override
    public boolean takesUp() {
      return true;
    }

    @Override
    public void gives() {}
  }

  private static final class Unheard implements SightListener {

    @Override
    public void peerLost(PeerName peer, long since) {}

    @Override
    public void peerBack(PeerName peer, long since, long until) {}

    @Override
    public void peerSilent(PeerName peer, long since) {}

    @Override
    public void peerHeard(PeerName peer, long since, long until) {}

    @Override
    public void collectorLost(String collector, long since) {}

    @Override
    public void collectorBack(String collector, long since, long until) {}
  }
}
