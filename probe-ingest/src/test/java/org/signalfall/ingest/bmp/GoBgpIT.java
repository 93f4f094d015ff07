package org.signalfall.ingest.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.RecordingSink;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.FullFeedRule;

/**
 * A real router, GoBGP, tells the listener what a second one announces, withdraws and leaves. GoBGP
 * 3.10 passes no End-of-RIB on over BMP, so that no table ends here. Skipped where GoBGP isn't
 * installed; all of it stays on loopback.
 */
class GoBgpIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path DAEMON = Path.of("/usr/bin/gobgpd");
  private static final Path CLIENT = Path.of("/usr/bin/gobgp");
  private static final String PEER_ADDRESS = "127.0.0.2";
  private static final long ROUTER_ASN = 4_200_000_001L;
  private static final long PEER_ASN = 64500;

  @TempDir private Path folder;

  private final RecordingSink sink = new RecordingSink();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<Process> daemons = new ArrayList<>();
  private BmpListener listener;

  @BeforeEach
  void listen() throws IOException {
    boolean installed = Files.isExecutable(DAEMON) && Files.isExecutable(CLIENT);
    if (!installed) {
      System.err.println("SKIPPED: GoBGP isn't installed (Debian package gobgpd)");
    }
    Assumptions.assumeTrue(installed, "GoBGP isn't installed");
    listener =
        new BmpListener(
            new BmpSettings(
                "bmp",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                1,
                BmpViews.DEFAULT,
                new FullFeedRule(2, 2)));
    var unused =
        thread.submit(
            () -> {
              listener.listen(sink);
              return null;
            });
  }

  @AfterEach
  void stop() throws Exception {
    for (Process daemon : daemons) {
      daemon.destroy();
      boolean unused = daemon.waitFor(5, TimeUnit.SECONDS);
      Process unusedProcess = daemon.destroyForcibly();
    }
    thread.shutdownNow();
    if (listener != null) {
      listener.close();
    }
  }

  @Test
  void shouldTellWhatARealRouterHearsOfItsPeer() throws Exception {
    int routerPort = freePort();
    int routerApi = freePort();
    int peerPort = freePort();
    int peerApi = freePort();
    Process router = start("router", routerApi, routerConfig(routerPort));
    Process peer = start("peer", peerApi, peerConfig(peerPort, routerPort));

    gobgp(peerApi, "global", "rib", "add", "203.0.113.0/24");
    gobgp(peerApi, "global", "rib", "add", "198.51.100.0/24", "aspath", "64501");
    gobgp(peerApi, "global", "rib", "add", "2001:db8:1::/48", "-a", "ipv6");
    awaitLine("+ 203.0.113.0/24 of 127.0.0.2 by [64500]");
    awaitLine("+ 198.51.100.0/24 of 127.0.0.2 by [64500, 64501]");
    awaitLine("+ 2001:db8:1::/48 of 127.0.0.2 by [64500]");

    gobgp(peerApi, "global", "rib", "del", "203.0.113.0/24");
    awaitLine("- 203.0.113.0/24 of 127.0.0.2");

    peer.destroy();
    awaitEndOfLine("DOWN 127.0.0.2 AS64500 at ");
    router.destroy();
    await().atMost(PATIENCE).until(() -> sink.kinds().get(sink.kinds().size() - 1).equals("Lost"));

    assertThat(sink.reasons()).isEmpty();
    assertThat(lines()).first().asString().startsWith("TABLE_TRANSFER ");
    assertThat(sink.records())
        .filteredOn(TimedBgp.Update.class::isInstance)
        .allSatisfy(
            record ->
                assertThat(((TimedBgp.Update) record).update().getRoute().getPeer().getAsn())
                    .isEqualTo(PEER_ASN));
  }

  private String routerConfig(int port) {
    return """
        [global.config]
          as = %d
          router-id = "192.0.2.254"
          port = %d
          local-address-list = ["127.0.0.1"]
        [[neighbors]]
          [neighbors.config]
            neighbor-address = "%s"
            peer-as = %d
          [neighbors.transport.config]
            passive-mode = true
          [[neighbors.afi-safis]]
            [neighbors.afi-safis.config]
              afi-safi-name = "ipv4-unicast"
          [[neighbors.afi-safis]]
            [neighbors.afi-safis.config]
              afi-safi-name = "ipv6-unicast"
        [[bmp-servers]]
          [bmp-servers.config]
            address = "127.0.0.1"
            port = %d
            route-monitoring-policy = "pre-policy"
            sys-name = "router"
        """
        .formatted(ROUTER_ASN, port, PEER_ADDRESS, PEER_ASN, listener.port());
  }

  private static String peerConfig(int port, int routerPort) {
    return """
        [global.config]
          as = %d
          router-id = "192.0.2.1"
          port = %d
          local-address-list = ["%s"]
        [[neighbors]]
          [neighbors.config]
            neighbor-address = "127.0.0.1"
            peer-as = %d
          [neighbors.timers.config]
            connect-retry = 1
            idle-hold-time-after-reset = 1
          [neighbors.transport.config]
            local-address = "%s"
            remote-port = %d
          [[neighbors.afi-safis]]
            [neighbors.afi-safis.config]
              afi-safi-name = "ipv4-unicast"
          [[neighbors.afi-safis]]
            [neighbors.afi-safis.config]
              afi-safi-name = "ipv6-unicast"
        """
        .formatted(PEER_ASN, port, PEER_ADDRESS, ROUTER_ASN, PEER_ADDRESS, routerPort);
  }

  private Process start(String name, int api, String config) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".toml"), config);
    Process daemon =
        new ProcessBuilder(
                DAEMON.toString(),
                "--config-file=" + file,
                "--api-hosts=127.0.0.1:" + api,
                "--pprof-disable")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    daemons.add(daemon);
    await().atMost(PATIENCE).until(() -> gobgpSucceeds(api, "global"));
    return daemon;
  }

  private static void gobgp(int api, String... arguments) {
    await().atMost(PATIENCE).until(() -> gobgpSucceeds(api, arguments));
  }

  private static boolean gobgpSucceeds(int api, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(CLIENT.toString(), "--host=127.0.0.1", "--port=" + api));
    command.addAll(List.of(arguments));
    Process client =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return client.waitFor() == 0;
  }

  private void awaitLine(String line) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines()).contains(line));
  }

  private void awaitEndOfLine(String start) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(lines()).last().asString().startsWith(start));
  }

  private List<String> lines() {
    return sink.records().stream().map(BgpLines::of).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
