package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.avro.TrafficSample;
import org.signalfall.schema.serde.BoundedSerde;
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.TopicCatalogue;

/** A record that nobody can cope with costs itself only, and nothing of it is lost. */
class DeadLettersTest {

  private static final Instant NOW = Instant.parse("2024-03-04T00:00:00Z");
  private static final byte[] KEY = utf8("XA/AS1");
  private static final byte[] NO_RECORD = {1, 2, 3};
  private static final int ROOMY = 1_000_000;

  @TempDir private Path folder;
  private final List<String> counted = new ArrayList<>();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> traffic;
  private TestOutputTopic<byte[], byte[]> letters;
  private TestOutputTopic<String, StageRecord> toEvent;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldKeepBytesKeyAndHeadersOfWhatIsUnreadable() {
    start(0, ROOMY);

    traffic.pipeInput(
        new TestRecord<>(KEY, NO_RECORD, new RecordHeaders().add("trace", utf8("7")), NOW));

    TestRecord<byte[], byte[]> letter = letters.readRecord();
    assertThat(letter.value()).isEqualTo(NO_RECORD);
    assertThat(headers(letter))
        .containsEntry(DeadLetterHeaders.SOURCE, TopicCatalogue.RAW_TRAFFIC)
        .containsEntry(DeadLetterHeaders.PLACE, TopicCatalogue.RAW_TRAFFIC + "-0:0")
        .containsEntry(DeadLetterHeaders.KIND, "unreadable")
        .containsEntry(DeadLetterHeaders.ORIGINAL_LENGTH, "3")
        .containsEntry(DeadLetterHeaders.TOPIC, TopicCatalogue.RAW_TRAFFIC)
        .containsEntry(DeadLetterHeaders.PARTITION, "0")
        .containsEntry(DeadLetterHeaders.OFFSET, "0")
        .containsEntry(DeadLetterHeaders.KEY, "XA/AS1")
        .containsEntry(DeadLetterHeaders.HEADER_PREFIX + "trace", "7")
        .containsKey(DeadLetterHeaders.REASON);
    assertThat(counted).containsExactly(TopicCatalogue.RAW_TRAFFIC + " unreadable");
  }

  @Test
  void shouldGoOnWithTheNextRecord() {
    start(0, ROOMY);

    traffic.pipeInput(KEY, NO_RECORD, NOW);
    pipe(roster());

    assertThat(toEvent.readValuesToList()).hasSize(1);
  }

  @Test
  void shouldKeepBytesOfWhatIsRefused() {
    start(0, ROOMY);
    TrafficRecord nameless = TrafficRecord.newBuilder(roster()).setFeed("").build();

    pipe(nameless);

    TestRecord<byte[], byte[]> letter = letters.readRecord();
    assertThat(letter.value()).isEqualTo(bytes(nameless));
    assertThat(headers(letter))
        .containsEntry(DeadLetterHeaders.KIND, "refused")
        .containsEntry(DeadLetterHeaders.REASON, "the record names no feed")
        .containsEntry(DeadLetterHeaders.KEY, "XA/AS1");
  }

  @Test
  void shouldSendWhatTheProgramFailsOnToTheDeadLettersWhileTheyAreFew() {
    start(1, ROOMY);

    fail(1);

    assertThat(headers(letters.readRecord()))
        .containsEntry(DeadLetterHeaders.KIND, "failed")
        .hasEntrySatisfying(
            DeadLetterHeaders.REASON,
            reason -> assertThat(reason).contains(NodeNames.TRAFFIC_NETWORK, "Underflow"));
    assertThatThrownBy(() -> fail(2)).isInstanceOf(StreamsException.class);
  }

  @Test
  void shouldCutWhatComesOutTooLargeAndGoOn() {
    start(0, 100);

    pipe(roster("f".repeat(200)));
    pipe(roster("small"));

    Map<String, String> headers = headers(letters.readRecord());
    assertThat(headers)
        .containsEntry(DeadLetterHeaders.KIND, "too_large")
        .doesNotContainKey(DeadLetterHeaders.TOPIC);
    assertThat(toEvent.readValuesToList()).extracting(StageRecord::getFeed).containsOnly("small");
  }

  @Test
  void shouldTakeARecordThatIsSentAgainThoughItsLaneHasPassedIt() {
    start(0, ROOMY);
    pipe(roster());
    TrafficRecord sample = sample();

    traffic.pipeInput(
        new TestRecord<>(
            KEY,
            bytes(TrafficRecord.newBuilder(sample).setSequence(1).build()),
            new RecordHeaders().add(DeadLetterHeaders.SENT_AGAIN, utf8("0:0")),
            NOW));
    traffic.pipeInput(KEY, bytes(TrafficRecord.newBuilder(sample).setSequence(1).build()), NOW);

    assertThat(driver.getKeyValueStore(NodeNames.TRAFFIC_SLOTS).all()).toIterable().hasSize(1);
  }

  /** Stands for any bug: state that can't be read. */
  private void fail(int sequence) {
    feeds().put("broken", new byte[] {3});
    pipe(TrafficRecord.newBuilder(roster("broken")).setSequence(sequence).build());
  }

  @SuppressWarnings("unchecked")
  private KeyValueStore<String, byte[]> feeds() {
    return ((CommittingStore<String, byte[]>) driver.getStateStore(NodeNames.TRAFFIC_FEEDS))
        .entries();
  }

  private void start(int budget, int mostBytes) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "letters");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableHandler.class);
    properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, TooLargeHandler.class);
    properties.put(FailureBudget.CONFIG, new FailureBudget(budget));
    properties.put(
        Telemetry.CONFIG,
        new Telemetry() {
          @Override
          public void deadLetter(String topic, DeadLetterKind kind) {
            counted.add(topic + " " + kind.word());
          }
        });
    driver =
        new TopologyTestDriver(
            SignalfallTopology.build(
                Rulebook.defaults(),
                "",
                1,
                true,
                new SignalfallTopology.ContractSerde() {
                  @Override
                  public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
                    return BoundedSerde.of(PlainAvroSerde.of(type), mostBytes);
                  }
                },
                Stores::inMemoryKeyValueStore),
            properties,
            NOW);
    traffic =
        driver.createInputTopic(
            TopicCatalogue.RAW_TRAFFIC, new ByteArraySerializer(), new ByteArraySerializer());
    letters =
        driver.createOutputTopic(
            TopicCatalogue.DEAD_LETTER, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    toEvent =
        driver.createOutputTopic(
            TopicCatalogue.TO_EVENT,
            new StringDeserializer(),
            PlainAvroSerde.of(StageRecord.class).deserializer());
  }

  private void pipe(TrafficRecord record) {
    traffic.pipeInput(KEY, bytes(record), NOW);
  }

  private static TrafficRecord roster() {
    return roster("feed");
  }

  private static TrafficRecord roster(String feed) {
    return TrafficRecord.newBuilder()
        .setType(TrafficRecordType.ROSTER)
        .setFeed(feed)
        .setSequence(5)
        .setRoster(RosterChange.newBuilder().setFeed(feed).setKind(FeedKind.TRAFFIC).build())
        .build();
  }

  private static TrafficRecord sample() {
    return TrafficRecord.newBuilder()
        .setType(TrafficRecordType.SAMPLE)
        .setFeed("feed")
        .setSample(
            TrafficSample.newBuilder()
                .setCountry("XA")
                .setSignal("one")
                .setValue(1.0)
                .setTime(NOW)
                .build())
        .build();
  }

  private static byte[] bytes(TrafficRecord record) {
    return PlainAvroSerde.of(TrafficRecord.class)
        .serializer()
        .serialize(TopicCatalogue.RAW_TRAFFIC, record);
  }

  private static Map<String, String> headers(TestRecord<byte[], byte[]> letter) {
    Map<String, String> headers = new TreeMap<>();
    letter
        .headers()
        .forEach(one -> headers.put(one.key(), new String(one.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
