package org.signalfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;

class LiveIngestionTest {

  private static final int PARTITIONS = 2;
  private static final long GRACE_MS = 30_000;
  private static final Instant NOW = Records.NOON.plusSeconds(600);
  private static final Rejection ARBITRARY_REJECTION =
      new Rejection("live", "frame 7", "no record", new byte[] {1}, 1);

  private final RecordingBrokers brokers = new RecordingBrokers(PARTITIONS);

  /** Says what a test wants said, and ends. */
  private record Speaker(Speech speech) implements LiveSource {

    @Override
    public FeedInfo feed() {
      return ListSource.traffic("live", List.of()).feed();
    }

    @Override
    public void listen(LiveSink sink) throws IOException, InterruptedException {
      speech.speak(sink);
    }
  }

  private interface Speech {
    void speak(LiveSink sink) throws IOException, InterruptedException;
  }

  @Test
  void shouldAnnounceTheFeedThenWriteThenPromiseOneGraceBehindTheClock() throws Exception {
    run(
        sink -> {
          var unused = sink.put(Records.trafficAt(599));
        });

    assertThat(types())
        .containsExactly(
            TrafficRecordType.ROSTER,
            TrafficRecordType.ROSTER,
            TrafficRecordType.SAMPLE,
            TrafficRecordType.MARKER,
            TrafficRecordType.MARKER);
    assertThat(sent().get(0).getRoster().getKind()).isEqualTo(FeedKind.TRAFFIC);
    assertThat(sent().get(3).getMarker().getThrough()).isEqualTo(NOW.minusMillis(GRACE_MS));
    assertThat(sent().get(3).getMarker().getFinalMarker()).isFalse();
  }

  @Test
  void shouldAcknowledgeWhenTheBrokersHave() throws Exception {
    List<CompletableFuture<Void>> acknowledged = Collections.synchronizedList(new ArrayList<>());

    run(
        sink -> {
          acknowledged.add(sink.put(Records.trafficAt(1)));
          acknowledged.add(sink.reject(ARBITRARY_REJECTION));
          acknowledged.add(
              sink.offer(List.of(Records.trafficAt(2)), List.of(ARBITRARY_REJECTION))
                  .orElseThrow());
        });

    assertThat(acknowledged).allSatisfy(future -> assertThat(future).isCompleted());
    assertThat(types()).filteredOn(TrafficRecordType.SAMPLE::equals).hasSize(2);
    assertThat(brokers.deadLettersOf("live")).hasSize(2);
  }

  @Test
  void shouldTellWhoWaitsWhenTheBrokersRefuse() {
    List<CompletableFuture<Void>> acknowledged = Collections.synchronizedList(new ArrayList<>());
    int announcement = 1;
    brokers.killAfter(announcement);

    assertThatThrownBy(() -> run(sink -> acknowledged.add(sink.put(Records.trafficAt(1)))))
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(RecordingBrokers.Killed.class);

    assertThat(acknowledged).singleElement().matches(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void shouldPromiseNothingWhileTheSourceHasLostSight() throws Exception {
    Instant lost = NOW.minusSeconds(5);

    run(sink -> sink.lost(lost.toEpochMilli()));

    assertThat(types())
        .containsExactly(
            TrafficRecordType.ROSTER,
            TrafficRecordType.ROSTER,
            TrafficRecordType.STALL,
            TrafficRecordType.STALL);
    assertThat(sent().get(2).getStall().getThrough()).isEqualTo(lost);
  }

  @Test
  void shouldPromiseAgainWhenTheSourceSeesAgain() throws Exception {
    run(
        sink -> {
          sink.lost(NOW.toEpochMilli());
          sink.found();
        });

    assertThat(types())
        .endsWith(
            TrafficRecordType.RESUME,
            TrafficRecordType.RESUME,
            TrafficRecordType.MARKER,
            TrafficRecordType.MARKER);
  }

  @Test
  void shouldSayInOneSentenceWhyTheSourceCannotListen() {
    assertThatThrownBy(
            () ->
                run(
                    sink -> {
                      throw new IOException("port 11019 is taken");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("port 11019 is taken");
  }

  @Test
  void shouldRefuseABatchWhenThereIsNoRoomForAllOfIt() throws Exception {
    LiveQueue queue = new LiveQueue(clock());
    for (int i = 1; i < LiveQueue.CAPACITY; i++) {
      var unused = queue.put(Records.trafficAt(i));
    }

    assertThat(queue.offer(List.of(Records.trafficAt(1), Records.trafficAt(2)), List.of()))
        .isEmpty();
    assertThat(queue.offer(List.of(Records.trafficAt(1)), List.of())).isPresent();
  }

  @Test
  void shouldPromiseNothingThatStillWaitsItsTurn() throws Exception {
    Instant[] now = {NOW};
    LiveQueue queue = new LiveQueue(movable(now));
    var unused = queue.put(Records.trafficAt(1));
    now[0] = NOW.plusSeconds(90);

    long waiting = queue.takenThrough();
    var unusedWord = queue.poll(0);

    assertThat(waiting).isEqualTo(NOW.toEpochMilli());
    assertThat(queue.takenThrough()).isEqualTo(now[0].toEpochMilli());
  }

  private void run(Speech speech) throws IOException, InterruptedException {
    IngestConfig config =
        new IngestConfig(
            Map.of(
                IngestConfig.BOOTSTRAP_SERVERS,
                "broker:9092",
                IngestConfig.SCHEMA_REGISTRY_URL,
                "http://registry:8081",
                IngestConfig.PARTITIONS,
                PARTITIONS,
                IngestConfig.GRACE_MS,
                GRACE_MS));
    try (LiveIngestion ingestion =
        new LiveIngestion(config, new Speaker(speech), clock(), brokers)) {
      ingestion.run();
    }
  }

  private List<TrafficRecord> sent() {
    return brokers.sentBy(Lane.id("live")).stream()
        .map(record -> (TrafficRecord) record.value())
        .toList();
  }

  private List<TrafficRecordType> types() {
    return sent().stream().map(TrafficRecord::getType).toList();
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static Clock movable(Instant[] now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now[0];
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
