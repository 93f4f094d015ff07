package org.signalfall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReceptionTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SinkOfTests sink = new SinkOfTests();
  private final Reception reception = new Reception("probes", sink, new RecentMeasurements());

  @Test
  void shouldReplyOnlyWhenTheBrokersHaveAcknowledged() throws Exception {
    CompletableFuture<Reply> reply = receive(LineMother.measurement("a"), LineMother.bad("1"));

    assertThat(reply).isNotDone();
    sink.acknowledge();

    JsonNode told = told(reply);
    assertThat(told.get("accepted").intValue()).isEqualTo(1);
    assertThat(told.get("duplicates").intValue()).isZero();
    assertThat(told.get("rejected").intValue()).isEqualTo(1);
    assertThat(told.get("errors").get(0).get("line").intValue()).isEqualTo(2);
    assertThat(told.get("errors").get(0).get("reason").textValue()).startsWith("this is no JSON");
    assertThat(sink.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.source()).isEqualTo("probes");
              assertThat(rejection.place())
                  .isEqualTo("request " + told.get("request").textValue() + ", line 2");
              assertThat(new String(rejection.bytes(), StandardCharsets.UTF_8)).isEqualTo("bad 1");
            });
  }

  @Test
  void shouldTakeAMeasurementOnceHoweverOftenItIsSent() throws Exception {
    CompletableFuture<Reply> first =
        receive(LineMother.measurement("a"), LineMother.measurement("a"));
    sink.acknowledge();
    CompletableFuture<Reply> again =
        receive(LineMother.measurement("a"), LineMother.measurement("b"));
    sink.acknowledge();

    assertThat(sink.ids()).containsExactly("a", "b");
    assertThat(told(first).get("duplicates").intValue()).isEqualTo(1);
    assertThat(told(again).get("accepted").intValue()).isEqualTo(1);
    assertThat(told(again).get("duplicates").intValue()).isEqualTo(1);
  }

  @Test
  void shouldTellMeasurementsOfTwoVantagesApartThoughTheyAreNumberedAlike() throws Exception {
    CompletableFuture<Reply> reply =
        receive(LineMother.measurement("one", "1"), LineMother.measurement("other", "1"));
    sink.acknowledge();

    assertThat(told(reply).get("accepted").intValue()).isEqualTo(2);
  }

  @Test
  void shouldWaitForAMeasurementThatIsStillOnItsWayWhenItIsSentAgain() {
    var unused = receive(LineMother.measurement("a"));

    CompletableFuture<Reply> again = receive(LineMother.measurement("a"));

    assertThat(again).isNotDone();
    sink.acknowledge();
    assertThat(again.join().status()).isEqualTo(200);
    assertThat(sink.ids()).containsExactly("a");
  }

  @Test
  void shouldTakeNothingWhenThereIsNoRoomAndAllOfItLater() {
    sink.full(true);
    Reply busy = receive(LineMother.measurement("a")).join();
    sink.full(false);
    CompletableFuture<Reply> later = receive(LineMother.measurement("a"));
    sink.acknowledge();

    assertThat(busy.status()).isEqualTo(429);
    assertThat(busy.retryAfterSeconds()).isPositive();
    assertThat(later.join().status()).isEqualTo(200);
    assertThat(sink.ids()).containsExactly("a");
  }

  @Test
  void shouldTakeAMeasurementAgainThatNeverReachedTheBrokers() {
    CompletableFuture<Reply> failed = receive(LineMother.measurement("a"));
    sink.fail();
    CompletableFuture<Reply> again = receive(LineMother.measurement("a"));
    sink.acknowledge();

    assertThat(failed.join().status()).isEqualTo(503);
    assertThat(again.join().status()).isEqualTo(200);
    assertThat(sink.ids()).containsExactly("a", "a");
  }

  @Test
  void shouldTellWhoeverWaitsThatNothingIsAcknowledgedWhenItCloses() {
    CompletableFuture<Reply> before = receive(LineMother.measurement("a"));
    reception.close();
    CompletableFuture<Reply> after = receive(LineMother.measurement("b"));

    assertThat(before.join().status()).isEqualTo(503);
    assertThat(before.join().retryAfterSeconds()).isPositive();
    assertThat(after.join().status()).isEqualTo(503);
  }

  @Test
  void shouldForgetTheOldestMeasurementWhenThereAreTooMany() {
    RecentMeasurements recent = new RecentMeasurements(2);
    recent.acknowledged(1);
    recent.acknowledged(2);
    recent.acknowledged(3);

    assertThat(recent.size()).isEqualTo(2);
    assertThat(recent.find(1)).isEmpty();
    assertThat(recent.find(3)).isPresent();
  }

  private CompletableFuture<Reply> receive(String... lines) {
    SubmissionReader reader =
        new SubmissionReader(
            IntakeLimits.DEFAULTS,
            asn -> Optional.empty(),
            Clock.fixed(LineMother.NOW, ZoneOffset.UTC));
    try {
      return reception.receive(
          reader.read(LineMother.body(lines).getBytes(StandardCharsets.UTF_8), false));
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode told(CompletableFuture<Reply> reply) throws IOException {
    return JSON.readTree(reply.join().json());
  }
}
