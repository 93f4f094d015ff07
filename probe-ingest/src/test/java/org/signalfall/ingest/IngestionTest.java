package org.signalfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.schema.topic.ClockSkew;

class IngestionTest {

  private static final int PARTITIONS = 2;

  private final RecordingBrokers brokers = new RecordingBrokers(PARTITIONS);

  @Test
  void shouldAnnounceEveryFeedOnEveryLaneBeforeTheFirstRecord() throws Exception {
    run(
        ListSource.traffic("series:a", List.of(Records.trafficAt(10))),
        ListSource.probe("ooni", List.of(Records.probeAt(5))));

    List<TrafficRecord> traffic = traffic("series:a");
    assertThat(traffic.subList(0, 4))
        .allSatisfy(record -> assertThat(record.getType()).isEqualTo(TrafficRecordType.ROSTER))
        .extracting(record -> record.getRoster().getFeed())
        .containsExactly("series:a", "series:a", "ooni", "ooni");
    assertThat(traffic.subList(0, 4))
        .allSatisfy(
            record ->
                assertThat(record.getRoster().getEffective())
                    .isEqualTo(Records.NOON.plusSeconds(5)));
    assertThat(brokers.sentBy("signalfall-ingest-ooni-0").subList(0, 4))
        .extracting(record -> ((ProbeRecord) record.value()).getType())
        .containsOnly(ProbeRecordType.ROSTER);
  }

  @Test
  void shouldNumberAllRecordsOfALaneWithoutGaps() throws Exception {
    run(ListSource.traffic("series:a", List.of(Records.trafficAt(0), Records.trafficAt(7200))));

    List<TrafficRecord> sent = traffic("series:a");

    long first = sent.get(0).getSequence();
    assertThat(first).isPositive();
    assertThat(sent)
        .extracting(TrafficRecord::getSequence)
        .containsExactlyElementsOf(LongStream.range(first, first + sent.size()).boxed().toList());
  }

  @Test
  void shouldMarkEveryPartitionAndPromiseOnlyWhatWasSent() throws Exception {
    List<TimedTraffic> records = IntStream.range(0, 40).mapToObj(this::everyTenMinutes).toList();

    run(ListSource.traffic("series:a", records));

    long promised = Long.MIN_VALUE;
    int markers = 0;
    for (TrafficRecord record : traffic("series:a")) {
      if (record.getType() == TrafficRecordType.MARKER) {
        promised = record.getMarker().getThrough().toEpochMilli();
        markers++;
      } else if (record.getType() == TrafficRecordType.SAMPLE) {
        assertThat(record.getSample().getTime().toEpochMilli()).isGreaterThanOrEqualTo(promised);
      }
    }
    int hourly = 6;
    int atTheEnd = 2;
    assertThat(markers).isEqualTo(PARTITIONS * (hourly + atTheEnd));
  }

  @Test
  void shouldEndAFeedWithinWhatTheTopologyTakesWhenARecordIsDatedAhead() throws Exception {
    long ahead = Duration.between(Records.NOON, Instant.now()).plusHours(6).toSeconds();

    run(ListSource.traffic("series:a", List.of(Records.trafficAt(0), Records.trafficAt(ahead))));

    List<TrafficRecord> sent = traffic("series:a");
    ProgressMarker last = sent.get(sent.size() - 1).getMarker();
    assertThat(last.getFinalMarker()).isTrue();
    assertThat(ClockSkew.isAhead(last.getThrough(), Instant.now())).isFalse();
  }

  @Test
  void shouldEndEveryFeedBeyondTheLastRecordOfAllFeeds() throws Exception {
    IngestSummary summary =
        run(
            ListSource.traffic("series:a", List.of(Records.trafficAt(0))),
            ListSource.traffic("series:b", List.of(Records.trafficAt(90))));

    assertThat(summary)
        .isEqualTo(
            new IngestSummary(
                2, 0, 0, 0, Records.trafficAt(0).time(), Records.trafficAt(90).time()));
    for (String feed : List.of("series:a", "series:b")) {
      List<TrafficRecord> sent = traffic(feed);
      List<TrafficRecord> end = sent.subList(sent.size() - 2 * PARTITIONS, sent.size());
      assertThat(end)
          .allSatisfy(
              record ->
                  assertThat(record.getMarker().getThrough())
                      .isEqualTo(Records.NOON.plusSeconds(180)));
      assertThat(end)
          .extracting(record -> record.getMarker().getFinalMarker())
          .containsExactly(false, false, true, true);
    }
  }

  @Test
  void shouldKeyByTheNarrowestScope() throws Exception {
    run(
        ListSource.traffic(
            "series:a",
            List.of(
                new TimedTraffic(Records.sample(0).build()),
                new TimedTraffic(Records.sample(1).setRegion("IQ-BG").build()),
                new TimedTraffic(Records.sample(2).setRegion("IQ-BG").setAsn(5L).build()))),
        ListSource.probe("ooni", List.of(Records.probeAt(3))));

    assertThat(keys("series:a")).containsExactly("IQ", "IQ/IQ-BG", "IQ/AS5");
    assertThat(keys("ooni")).containsExactly("KE/AS12455");
  }

  @Test
  void shouldCountRecordsBehindAMarkerAsLateAndStillSendThem() throws Exception {
    IngestSummary summary =
        run(
            ListSource.traffic(
                "series:a",
                List.of(
                    Records.trafficAt(0),
                    Records.trafficAt(7200),
                    Records.trafficAt(14_400),
                    Records.trafficAt(3600))));

    assertThat(summary.late()).isEqualTo(1);
    assertThat(summary.records()).isEqualTo(4);
    assertThat(keys("series:a")).hasSize(4);
  }

  @Test
  void shouldSortWhatComesWithinGraceAndCallNoneOfItLate() throws Exception {
    IngestSummary summary =
        run(
            ListSource.traffic(
                "series:a",
                List.of(Records.trafficAt(0), Records.trafficAt(3600), Records.trafficAt(3590))));

    assertThat(summary.late()).isZero();
  }

  @Test
  void shouldSendRejectionsToTheDeadLettersAsTheyWereReceived() throws Exception {
    byte[] received = "2023-08-20,IQ,\u0000".getBytes(StandardCharsets.UTF_8);
    Source source =
        new RejectingSource(new Rejection("series:a", "a.csv:2", "no value", received, 1234));

    IngestSummary summary = run(source);

    assertThat(summary.rejected()).isEqualTo(1);
    ProducerRecord<String, byte[]> letter = brokers.deadLettersOf("series:a").get(0);
    assertThat(letter.topic()).isEqualTo("signalfall.deadletter.v1");
    assertThat(letter.key()).isEqualTo("series:a");
    assertThat(letter.value()).isEqualTo(received);
    Map<String, String> headers = new HashMap<>();
    letter
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    assertThat(headers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "source", "series:a",
                "place", "a.csv:2",
                "reason", "no value",
                "original_length", "1234"));
  }

  @Test
  void shouldSayInOneSentenceWhatTheBrokerRefused() {
    brokers.failWith(new TopicAuthorizationException("not authorized"));

    assertThatThrownBy(() -> run(ListSource.traffic("series:a", List.of(Records.trafficAt(0)))))
        .isInstanceOf(IOException.class)
        .hasMessage("the Kafka cluster at broker:9092 did not take the records: not authorized");
  }

  @Test
  void shouldRefuseTopicsWithAnotherNumberOfPartitions() {
    Ingestion ingestion =
        new Ingestion(
            config(PARTITIONS + 1),
            List.of(ListSource.traffic("series:a", List.of())),
            IngestListener.NONE,
            brokers);

    assertThatThrownBy(ingestion::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 2 partitions but ingest.partitions is 3");
  }

  @Test
  void shouldRefuseOneFeedNameForTwoKinds() {
    assertThatThrownBy(
            () -> run(ListSource.traffic("x", List.of()), ListSource.probe("x", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feed x is of kind TRAFFIC and of kind PROBE");
  }

  @Test
  void shouldShareALaneBetweenSourcesOfOneFeed() throws Exception {
    run(
        ListSource.probe("ooni", List.of(Records.probeAt(0))),
        ListSource.probe("ooni", List.of(Records.probeAt(1))));

    assertThat(brokers.transactionalIds()).containsExactly("signalfall-ingest-ooni-0");
    assertThat(keys("ooni")).hasSize(2);
  }

  @Test
  void shouldStampTheOriginOnEveryRecord() throws Exception {
    run(ListSource.traffic("series:a", List.of(Records.trafficAt(0))));

    assertThat(traffic("series:a"))
        .extracting(TrafficRecord::getOrigin)
        .containsOnly(Origin.REPLAY);
  }

  private TimedTraffic everyTenMinutes(int step) {
    return Records.trafficAt(step * 600L);
  }

  private IngestSummary run(Source... sources) throws IOException, InterruptedException {
    try (Ingestion ingestion =
        new Ingestion(config(PARTITIONS), List.of(sources), IngestListener.NONE, brokers)) {
      return ingestion.run();
    }
  }

  private static IngestConfig config(int partitions) {
    return new IngestConfig(
        Map.of(
            IngestConfig.BOOTSTRAP_SERVERS, "broker:9092",
            IngestConfig.SCHEMA_REGISTRY_URL, "http://registry:8081",
            IngestConfig.PARTITIONS, partitions));
  }

  private List<TrafficRecord> traffic(String feed) {
    return brokers.sentBy("signalfall-ingest-" + feed + "-0").stream()
        .map(record -> (TrafficRecord) record.value())
        .toList();
  }

  private List<String> keys(String feed) {
    return brokers.sentBy("signalfall-ingest-" + feed + "-0").stream()
        .map(ProducerRecord::key)
        .flatMap(key -> Optional.ofNullable(key).stream())
        .toList();
  }
}
