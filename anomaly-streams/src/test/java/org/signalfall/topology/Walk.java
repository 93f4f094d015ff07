package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.avro.TrafficSample;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * The whole topology on a test driver, with one lane a feed. Says what a feed's adapter would say:
 * the roster first, then records, promises and the end.
 */
final class Walk implements AutoCloseable {

  /** Long after every record, so that no time is ahead of its arrival. */
  private static final Instant APPEND_TIME = Instant.parse("2030-01-01T00:00:00Z");

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, ProbeRecord> probes;
  private final TestInputTopic<String, TrafficRecord> traffic;
  private final TestOutputTopic<String, ConnectivityEvent> events;
  private final TestOutputTopic<String, SeriesVerdict> verdicts;
  private final TestOutputTopic<String, Evaluated> evaluated;
  private final TestOutputTopic<String, ObservabilityEvent> observability;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private final Set<String> rostered = new TreeSet<>();
  private long sequence;

  Walk() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "walk");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
    driver =
        new TopologyTestDriver(
            SignalfallTopology.build(Rulebook.defaults(), 1, true, PlainAvroSerde::of),
            properties,
            APPEND_TIME);
    probes =
        driver.createInputTopic(
            TopicCatalogue.RAW_PROBE,
            Serdes.String().serializer(),
            PlainAvroSerde.of(ProbeRecord.class).serializer(),
            APPEND_TIME,
            Duration.ZERO);
    traffic =
        driver.createInputTopic(
            TopicCatalogue.RAW_TRAFFIC,
            Serdes.String().serializer(),
            PlainAvroSerde.of(TrafficRecord.class).serializer(),
            APPEND_TIME,
            Duration.ZERO);
    events = output(TopicCatalogue.EVENTS, ConnectivityEvent.class);
    verdicts = output(TopicCatalogue.VERDICTS, SeriesVerdict.class);
    evaluated = output(TopicCatalogue.EVALUATED, Evaluated.class);
    observability = output(TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
    deadLetters =
        driver.createOutputTopic(
            TopicCatalogue.DEAD_LETTER,
            Serdes.ByteArray().deserializer(),
            Serdes.ByteArray().deserializer());
  }

  private <T extends org.apache.avro.specific.SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, Serdes.String().deserializer(), PlainAvroSerde.of(type).deserializer());
  }

  /** Announces a feed of levels. */
  Walk withTrafficFeed(String feed) {
    send(traffic(TrafficRecordType.ROSTER, feed).setRoster(roster(feed, FeedKind.TRAFFIC)));
    return this;
  }

  /** Announces a feed of probes. */
  Walk withProbeFeed(String feed) {
    send(probe(ProbeRecordType.ROSTER, feed).setRoster(roster(feed, FeedKind.PROBE)));
    return this;
  }

  private RosterChange roster(String feed, FeedKind kind) {
    rostered.add(feed);
    return RosterChange.newBuilder().setFeed(feed).setKind(kind).build();
  }

  void sample(String feed, TrafficSample sample) {
    send(traffic(TrafficRecordType.SAMPLE, feed).setSample(sample));
  }

  void measurement(String feed, ProbeMeasurement measurement) {
    send(probe(ProbeRecordType.MEASUREMENT, feed).setMeasurement(measurement));
  }

  void trafficPromise(String feed, Instant through) {
    send(traffic(TrafficRecordType.MARKER, feed).setMarker(marker(through, false)));
  }

  void probePromise(String feed, Instant through) {
    send(probe(ProbeRecordType.MARKER, feed).setMarker(marker(through, false)));
  }

  void trafficEnds(String feed, Instant through) {
    trafficPromise(feed, through);
    send(traffic(TrafficRecordType.MARKER, feed).setMarker(marker(through, true)));
    finish();
  }

  void probesEnd(String feed, Instant through) {
    probePromise(feed, through);
    send(probe(ProbeRecordType.MARKER, feed).setMarker(marker(through, true)));
    finish();
  }

  /** Lets the punctuators do what a call's budget had left over. */
  void finish() {
    int rounds = 0;
    while (evaluated.getQueueSize() == 0 && rounds < 10_000) {
      driver.advanceWallClockTime(Duration.ofMillis(100));
      rounds++;
    }
    for (int i = 0; i < 100; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
  }

  List<ConnectivityEvent> events() {
    return new ArrayList<>(events.readValuesToList());
  }

  List<SeriesVerdict> verdicts() {
    return new ArrayList<>(verdicts.readValuesToList());
  }

  List<Evaluated> evaluated() {
    return new ArrayList<>(evaluated.readValuesToList());
  }

  List<ObservabilityEvent> observability() {
    return new ArrayList<>(observability.readValuesToList());
  }

  int deadLetters() {
    return deadLetters.readValuesToList().size();
  }

  void send(ProbeRecord.Builder record) {
    probes.pipeInput("", record.build());
  }

  void send(TrafficRecord.Builder record) {
    traffic.pipeInput("", record.build());
  }

  private ProbeRecord.Builder probe(ProbeRecordType type, String feed) {
    return ProbeRecord.newBuilder()
        .setType(type)
        .setFeed(feed)
        .setOrigin(Origin.SYNTHETIC)
        .setSequence(++sequence);
  }

  private TrafficRecord.Builder traffic(TrafficRecordType type, String feed) {
    return TrafficRecord.newBuilder()
        .setType(type)
        .setFeed(feed)
        .setOrigin(Origin.SYNTHETIC)
        .setSequence(++sequence);
  }

  private static ProgressMarker marker(Instant through, boolean last) {
    return new ProgressMarker(1, through, last);
  }

  @Override
  public void close() {
    driver.close();
  }
}
