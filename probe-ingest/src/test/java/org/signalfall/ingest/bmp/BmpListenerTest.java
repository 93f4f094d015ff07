package org.signalfall.ingest.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.RecordingSink;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.Wire;

class BmpListenerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_ROUTERS = 2;
  private static final byte[] UP_WITH_A_ROUTE =
      Wire.join(BmpMother.peerUp(), BmpMother.announcement("10.1.0.0/16"));

  private final RecordingSink sink = new RecordingSink();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private BmpListener listener;
  private Future<?> listening;

  @BeforeEach
  void listen() throws IOException {
    listener =
        new BmpListener(settings(0), Clock.fixed(BmpMother.NOON.plusSeconds(60), ZoneOffset.UTC));
    listening =
        thread.submit(
            () -> {
              listener.listen(sink);
              return null;
            });
  }

  @AfterEach
  void stop() throws Exception {
    thread.shutdownNow();
    listener.close();
  }

  @Test
  void shouldNameTheRouterAndCountItsPeersAsDownWhenItHangsUp() throws Exception {
    try (Socket router = connect()) {
      send(router, BmpMother.initiation("edge 1.example"), UP_WITH_A_ROUTE);
      awaitLines(
          "TABLE_TRANSFER 192.0.2.1 AS64500 at edge_1.example",
          "+ 10.1.0.0/16 of 192.0.2.1 by [64500, 64501]");
    }

    awaitLines(
        "TABLE_TRANSFER 192.0.2.1 AS64500 at edge_1.example",
        "+ 10.1.0.0/16 of 192.0.2.1 by [64500, 64501]",
        "DOWN 192.0.2.1 AS64500 at edge_1.example");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(sink.kinds())
                    .containsExactly("Lost", "Found", "Put", "Put", "Put", "Lost"));
  }

  @Test
  void shouldNameARouterByItsAddressWhenItGivesNoName() throws Exception {
    try (Socket router = connect()) {
      send(router, BmpMother.peerUp());

      awaitLines("TABLE_TRANSFER 192.0.2.1 AS64500 at 127.0.0.1");
    }
  }

  @Test
  void shouldHangUpWhenTheRouterTerminates() throws Exception {
    try (Socket router = connect()) {
      send(router, BmpMother.initiation("r1"), BmpMother.peerUp(), BmpMother.termination());

      assertThat(router.getInputStream().read()).isEqualTo(-1);
      awaitLines("TABLE_TRANSFER 192.0.2.1 AS64500 at r1", "DOWN 192.0.2.1 AS64500 at r1");
    }
  }

  @Test
  void shouldLoseOneRecordOfADamagedMessage() throws Exception {
    byte[] initiation = BmpMother.initiation("r1");
    byte[] damaged = BmpMother.message(3, 3, new byte[10]);
    try (Socket router = connect()) {
      send(router, initiation, damaged, UP_WITH_A_ROUTE);

      await().atMost(PATIENCE).until(() -> sink.records().size() == 2);
      assertThat(sink.reasons())
          .singleElement()
          .asString()
          .matches("the record ends \\d+ bytes too early");
      assertThat(sink.words())
          .filteredOn(RecordingSink.Rejected.class::isInstance)
          .singleElement()
          .extracting(word -> ((RecordingSink.Rejected) word).rejection())
          .satisfies(
              rejection -> {
                assertThat(rejection.place()).isEqualTo("r1, byte " + initiation.length);
                assertThat(rejection.bytes()).isEqualTo(damaged);
              });
    }
  }

  @Test
  void shouldHangUpOnAStreamThatIsDamagedAndDisturbNobodyElse() throws Exception {
    byte[] initiation = BmpMother.initiation("good");
    byte[] absurd = new Wire().u8(3).u32(0x7fff_ffff).u8(0).bytes();
    try (Socket good = connect();
        Socket bad = connect()) {
      send(good, initiation, BmpMother.peerUp());
      send(bad, BmpMother.initiation("bad"), absurd);

      assertThat(bad.getInputStream().read()).isEqualTo(-1);
      send(good, BmpMother.announcement("10.1.0.0/16"));
      await().atMost(PATIENCE).until(() -> sink.records().size() == 2);
      assertThat(sink.reasons()).containsExactly("a message can't have 2147483647 bytes");
      assertThat(sink.kinds()).filteredOn("Lost"::equals).hasSize(1);
    }
  }

  @Test
  void shouldTellTwoRoutersOfOneNameApart() throws Exception {
    try (Socket first = connect()) {
      send(first, BmpMother.initiation("r1"), BmpMother.peerUp());
      await().atMost(PATIENCE).until(() -> sink.records().size() == 1);
      try (Socket second = connect()) {
        send(second, BmpMother.initiation("r1"), BmpMother.peerUp());

        awaitLines(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1@127.0.0.1:" + second.getLocalPort());
      }
    }
  }

  @Test
  void shouldHangUpOnMoreRoutersThanItMayHave() throws Exception {
    try (Socket first = connect();
        Socket second = connect();
        Socket third = connect()) {
      assertThat(third.getInputStream().read()).isEqualTo(-1);

      send(first, BmpMother.initiation("r1"), BmpMother.peerUp());
      send(second, BmpMother.initiation("r2"), BmpMother.peerUp());
      await().atMost(PATIENCE).until(() -> sink.records().size() == 2);
    }
  }

  @Test
  void shouldEndWhenItIsToldTo() {
    await().atMost(PATIENCE).until(() -> !sink.words().isEmpty());

    thread.shutdownNow();

    await().atMost(PATIENCE).until(listening::isDone);
  }

  @Test
  void shouldSayWhyWhenThePortIsTaken() {
    assertThatThrownBy(() -> new BmpListener(settings(listener.port())).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Nobody can be listened to at ");
  }

  private static BmpSettings settings(int port) {
    return new BmpSettings(
        "bmp",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        MAX_ROUTERS,
        BmpViews.DEFAULT,
        FullFeedRule.DEFAULT);
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static void send(Socket router, byte[]... messages) throws IOException {
    router.getOutputStream().write(Wire.join(messages));
    router.getOutputStream().flush();
  }

  private void awaitLines(String... lines) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines()).containsExactly(lines));
  }

  private List<String> lines() {
    return sink.records().stream().map(BgpLines::of).toList();
  }
}
