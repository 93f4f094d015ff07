package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.RecordingSink;

class RisLiveClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final RandomGenerator ALWAYS_ZERO = () -> 0L;
  private static final String SUBSCRIBED = "{\"type\":\"ris_subscribe_ok\",\"data\":{}}";

  private static final String LAST = "- 203.0.113.0/24 of AS64500 at rrc21 []";

  private final RecordingSink sink = new RecordingSink();
  private final List<Long> pauses = new CopyOnWriteArrayList<>();
  private final ExecutorService listening = Executors.newSingleThreadExecutor();

  @AfterEach
  void stopListening() {
    listening.shutdownNow();
  }

  @Test
  void shouldSubscribeAndPassOnWhatIsHeard() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.hear();
              client.hear();
              client.text(SUBSCRIBED);
              client.message(RisMother.announcement("198.51.100.0/24"));
              client.stall();
            })) {
      listen(settings(server.url(), LONG, "rrc00", "rrc21"));

      awaitKinds("Lost", "Found", "Put");
      assertThat(server.heard())
          .containsExactly(subscription("\"host\":\"rrc00\""), subscription("\"host\":\"rrc21\""));
      assertThat(lines()).containsExactly("+ 198.51.100.0/24 of AS64500 at rrc21 [64500, 64501]");
    }
  }

  @Test
  void shouldSubscribeToAllCollectorsWhenNoneIsNamed() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.hear();
              client.text(SUBSCRIBED);
              client.stall();
            })) {
      listen(settings(server.url(), LONG));

      awaitKinds("Lost", "Found");
      assertThat(server.heard())
          .containsExactly(
              "{\"type\":\"ris_subscribe\",\"data\":{\"socketOptions\":"
                  + "{\"includeRaw\":false,\"acknowledge\":true}}}");
    }
  }

  @Test
  void shouldLoseNothingThatWasSentAndNoteTheGapWhenTheServerHangsUp() throws Exception {
    int each = 500;
    try (ScriptedServer server =
        new ScriptedServer(
            client -> send(client, 0, each),
            client -> send(client, each, each),
            ScriptedServer.Client::stall)) {
      listen(settings(server.url(), LONG));

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(sink.records()).hasSize(2 * each));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(gaps()).isEqualTo("Lost Found Lost Found Lost"));
      assertThat(lines())
          .containsExactlyElementsOf(
              IntStream.range(0, 2 * each)
                  .mapToObj(i -> "- " + prefix(i) + " of AS64500 at rrc21 []")
                  .toList());
    }
  }

  @Test
  void shouldForgetTheStatesOfPeersWhenSightIsLost() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.hear();
              client.message(RisMother.state("connected").at(0));
            },
            ScriptedServer.Client::stall)) {
      listen(settings(server.url(), LONG));

      awaitKinds("Lost", "Found", "Put", "Put", "Lost");
      assertThat(lines())
          .containsExactly(
              "TABLE_TRANSFER 0 192.0.2.1 AS64500 at rrc21: 0+0",
              "UNKNOWN 3600 192.0.2.1 AS64500 at rrc21: 0+0");
    }
  }

  @Test
  void shouldAskAndThenHangUpWhenTheServerStalls() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.hear();
              client.message(RisMother.withdrawal("198.51.100.0/24"));
              client.hear();
              client.stall();
            },
            client -> {
              client.message(RisMother.withdrawal("203.0.113.0/24"));
              client.stall();
            })) {
      listen(settings(server.url(), SHORT));

      await().atMost(PATIENCE).until(() -> sink.records().size() == 2);
      assertThat(gaps()).startsWith("Lost Found Lost Found");
      assertThat(server.heard()).contains("{\"type\":\"ping\"}");
    }
  }

  @Test
  void shouldStayWhenTheServerAnswersPings() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.hear();
              client.text(SUBSCRIBED);
              for (int i = 0; i < 8; i++) {
                client.hear();
                client.text("{\"type\":\"pong\",\"data\":null}");
              }
              client.message(RisMother.withdrawal("198.51.100.0/24"));
              client.stall();
            })) {
      listen(settings(server.url(), SHORT));

      await().atMost(PATIENCE).until(() -> sink.records().size() == 1);
      assertThat(sink.kinds()).startsWith("Lost", "Found", "Put");
    }
  }

  @Test
  void shouldPutMessagesTogetherThatComeInParts() throws Exception {
    String[] prefixes =
        IntStream.range(0, 2_000).mapToObj(RisLiveClientTest::prefix).toArray(String[]::new);
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.inParts(RisMother.withdrawal(prefixes).json(), 7);
              client.stall();
            })) {
      listen(settings(server.url(), LONG));

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(sink.records()).hasSize(prefixes.length));
    }
  }

  @Test
  void shouldRejectWhatIsNoMessageAndListenOn() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.text(SUBSCRIBED);
              client.text("no JSON");
              client.binary(new byte[] {1, 2, 3});
              client.message(RisMother.withdrawal("198.51.100.0/24"));
              client.stall();
            })) {
      listen(settings(server.url(), LONG));

      awaitKinds("Lost", "Found", "Rejected", "Rejected", "Put");
      assertThat(sink.reasons())
          .satisfiesExactly(
              reason -> assertThat(reason).startsWith("this is no JSON: "),
              reason -> assertThat(reason).isEqualTo("the message is binary"));
      assertThat(sink.words().get(3))
          .isInstanceOfSatisfying(
              RecordingSink.Rejected.class,
              rejected -> {
                assertThat(rejected.rejection().place()).isEqualTo("127.0.0.1, message 3");
                assertThat(rejected.rejection().bytes()).containsExactly(1, 2, 3);
              });
    }
  }

  @Test
  void shouldNoteAGapWhenAMessageIsTooLongWholeOrInParts() throws Exception {
    String tooLong = "x".repeat(RisFileReader.MAX_MESSAGE_BYTES + 1);
    byte[] claimsTwoGigabytes = {(byte) 0x81, 127, 0, 0, 0, 0, 0x7f, 0, 0, 0};
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              heardOf(client);
              client.text(tooLong);
            },
            client -> {
              heardOf(client);
              client.inParts(tooLong, 100_000);
            },
            client -> garbage(client, claimsTwoGigabytes),
            client -> {
              client.message(RisMother.withdrawal("203.0.113.0/24"));
              client.stall();
            })) {
      listen(settings(server.url(), LONG));

      await().atMost(PATIENCE).until(() -> lines().contains(LAST));
      assertThat(gaps()).isEqualTo("Lost Found Lost Found Lost Found Lost Found");
    }
  }

  @Test
  void shouldNoteAGapAndConnectAgainWhenTheServerSendsGarbage() throws Exception {
    byte[] reservedBits = {(byte) 0xf1, 1, 'x'};
    byte[] halfAFrame = {(byte) 0x81, 100, '{'};
    byte[] badText = {(byte) 0x81, 2, (byte) 0xc3, (byte) 0x28};
    try (ScriptedServer server =
        new ScriptedServer(
            client -> garbage(client, reservedBits),
            client -> garbage(client, halfAFrame),
            client -> garbage(client, badText),
            client -> {
              client.message(RisMother.withdrawal("203.0.113.0/24"));
              client.stall();
            })) {
      listen(settings(server.url(), LONG));

      await().atMost(PATIENCE).until(() -> lines().contains(LAST));
      assertThat(gaps()).isEqualTo("Lost Found Lost Found Lost Found Lost Found");
    }
  }

  @Test
  void shouldStayLostWhenTheServerRefusesTheSubscription() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {
              client.text("{\"type\":\"ris_error\",\"data\":{\"message\":\"no such host\"}}");
              client.stall();
            },
            client -> {
              client.text(SUBSCRIBED);
              client.stall();
            })) {
      listen(settings(server.url(), LONG));

      awaitKinds("Lost", "Found");
      assertThat(pauses).hasSize(1);
    }
  }

  @Test
  void shouldPauseLongerWithEachTryUpToTheLongest() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }

    listen(settings(URI.create("ws://127.0.0.1:" + closedPort), LONG));

    await().atMost(PATIENCE).until(() -> pauses.size() >= 6);
    assertThat(List.copyOf(pauses).subList(0, 6))
        .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 8_000L, 8_000L);
    assertThat(sink.kinds()).containsExactly("Lost");
  }

  @Test
  void shouldPauseShortAgainOnceItHasHeardSomething() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            client -> {},
            client -> {},
            client -> {
              client.hear();
              client.text(SUBSCRIBED);
            },
            client -> {},
            ScriptedServer.Client::stall)) {
      listen(settings(server.url(), LONG));

      await().atMost(PATIENCE).until(() -> pauses.size() >= 4);
      assertThat(List.copyOf(pauses).subList(0, 4)).containsExactly(1_000L, 2_000L, 1_000L, 2_000L);
    }
  }

  private static void send(ScriptedServer.Client client, int from, int count) throws IOException {
    client.hear();
    for (int i = from; i < from + count; i++) {
      client.message(RisMother.withdrawal(prefix(i)));
    }
  }

  private void garbage(ScriptedServer.Client client, byte[] bytes) throws IOException {
    heardOf(client);
    client.raw(bytes);
  }

  /** Sends a message and waits until it was taken: what comes with garbage may be lost with it. */
  private void heardOf(ScriptedServer.Client client) throws IOException {
    int before = sink.records().size();
    client.hear();
    client.message(RisMother.withdrawal("198.51.100.0/24"));
    await().atMost(PATIENCE).until(() -> sink.records().size() > before);
  }

  private static String prefix(int i) {
    return "10.%d.%d.0/24".formatted(i / 256, i % 256);
  }

  private static String subscription(String host) {
    return "{\"type\":\"ris_subscribe\",\"data\":{\"socketOptions\":"
        + "{\"includeRaw\":false,\"acknowledge\":true},"
        + host
        + "}}";
  }

  private static RisLiveSettings settings(URI url, Duration idle, String... collectors) {
    return new RisLiveSettings(
        url,
        List.of(collectors),
        RisMother.TWO_PREFIXES,
        idle.dividedBy(2),
        idle,
        Duration.ofSeconds(1),
        Duration.ofSeconds(8));
  }

  /** Listens with pauses that are noted and not made. */
  private void listen(RisLiveSettings settings) {
    RisLiveClient client = new RisLiveClient(settings, RisMother.CLOCK, pauses::add, ALWAYS_ZERO);
    var unused =
        listening.submit(
            () -> {
              client.listen(sink);
              return null;
            });
  }

  private void awaitKinds(String... kinds) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sink.kinds()).containsExactly(kinds));
  }

  private String gaps() {
    return String.join(
        " ",
        sink.kinds().stream().filter(kind -> kind.equals("Lost") || kind.equals("Found")).toList());
  }

  private List<String> lines() {
    return sink.records().stream().map(RisMother::line).toList();
  }
}
