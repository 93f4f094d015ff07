package org.signalfall.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.avro.TrafficSample;
import org.signalfall.schema.topic.Lanes;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * The whole topology on a test driver, in one partition. Says what a feed's adapter would say: the
 * roster first, then records, promises and the end, through one lane unless told otherwise.
 */
final class Walk implements AutoCloseable {

  /** Long after every record, so that no time is ahead of its arrival. */
  static final Instant APPEND_TIME = Instant.parse("2030-01-01T00:00:00Z");

  private final Path stateFolder;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, ProbeRecord> probes;
  private final TestInputTopic<String, BgpRecord> bgp;
  private final TestInputTopic<String, TrafficRecord> traffic;
  private final TestInputTopic<String, StageRecord> toScope;
  private final TestInputTopic<String, StageRecord> toContext;
  private final TestInputTopic<String, StageRecord> toEvent;
  private final TestOutputTopic<String, StageRecord> heardByContext;
  private final TestOutputTopic<String, StageRecord> heardByEvent;
  private final TestOutputTopic<String, SignalBin> bins;
  private final TestOutputTopic<String, ConnectivityEvent> events;
  private final TestOutputTopic<String, ConnectivityEvent> latestEvents;
  private final TestOutputTopic<String, ConnectivityEvent> outageEvents;
  private final TestOutputTopic<String, ConnectivityEvent> restrictionEvents;
  private final TestOutputTopic<String, SeriesVerdict> verdicts;
  private final TestOutputTopic<String, Evaluated> evaluated;
  private final TestOutputTopic<String, ObservabilityEvent> observability;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private Instant appendTime = APPEND_TIME;
  private long sequence;

  Walk() {
    this(Rulebook.defaults());
  }

  Walk(Rulebook rules) {
    this(rules, Telemetry.NONE);
  }

  /** Begins a walk of which somebody wants to hear how it fares. */
  Walk(Rulebook rules, Telemetry telemetry) {
    stateFolder = newFolder();
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "walk");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
    properties.put(Telemetry.CONFIG, telemetry);
    driver =
        new TopologyTestDriver(
            SignalfallTopology.build(
                rules, "key", 1, true, PlainAvroSerde::of, Stores::inMemoryKeyValueStore),
            properties,
            APPEND_TIME);
    probes = input(TopicCatalogue.RAW_PROBE, ProbeRecord.class);
    bgp = input(TopicCatalogue.RAW_BGP, BgpRecord.class);
    traffic = input(TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class);
    toScope = input(TopicCatalogue.TO_SCOPE, StageRecord.class);
    toContext = input(TopicCatalogue.TO_CONTEXT, StageRecord.class);
    toEvent = input(TopicCatalogue.TO_EVENT, StageRecord.class);
    heardByContext = output(TopicCatalogue.TO_CONTEXT, StageRecord.class);
    heardByEvent = output(TopicCatalogue.TO_EVENT, StageRecord.class);
    bins = output(TopicCatalogue.SIGNALS, SignalBin.class);
    events = output(TopicCatalogue.EVENTS, ConnectivityEvent.class);
    latestEvents = output(TopicCatalogue.EVENTS_LATEST, ConnectivityEvent.class);
    outageEvents = output(TopicCatalogue.EVENTS_OUTAGE, ConnectivityEvent.class);
    restrictionEvents = output(TopicCatalogue.EVENTS_RESTRICTION, ConnectivityEvent.class);
    verdicts = output(TopicCatalogue.VERDICTS, SeriesVerdict.class);
    evaluated = output(TopicCatalogue.EVALUATED, Evaluated.class);
    observability = output(TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
    deadLetters =
        driver.createOutputTopic(
            TopicCatalogue.DEAD_LETTER,
            Serdes.ByteArray().deserializer(),
            Serdes.ByteArray().deserializer());
  }

  private <T extends SpecificRecord> TestInputTopic<String, T> input(String topic, Class<T> type) {
    return driver.createInputTopic(
        topic,
        Serdes.String().serializer(),
        PlainAvroSerde.of(type).serializer(),
        APPEND_TIME,
        Duration.ZERO);
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, Serdes.String().deserializer(), PlainAvroSerde.of(type).deserializer());
  }

  /** Has the brokers take what is sent from now on at that time. */
  void appendedAt(Instant time) {
    appendTime = time;
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

  /** Announces a feed of BGP. */
  Walk withBgpFeed(String feed) {
    send(bgp(BgpRecordType.ROSTER, feed).setRoster(roster(feed, FeedKind.BGP)));
    return this;
  }

  private RosterChange roster(String feed, FeedKind kind) {
    return RosterChange.newBuilder().setFeed(feed).setKind(kind).build();
  }

  void sample(String feed, TrafficSample sample) {
    send(traffic(TrafficRecordType.SAMPLE, feed).setSample(sample));
  }

  void measurement(String feed, ProbeMeasurement measurement) {
    send(probe(ProbeRecordType.MEASUREMENT, feed).setMeasurement(measurement));
  }

  void trafficPromise(String feed, Instant through) {
    trafficPromise(feed, 0, 1, through);
  }

  void trafficPromise(String feed, int lane, int lanes, Instant through) {
    send(
        traffic(TrafficRecordType.MARKER, feed)
            .setLane(lane)
            .setMarker(new ProgressMarker(lanes, through, false)));
  }

  void probePromise(String feed, Instant through) {
    send(probe(ProbeRecordType.MARKER, feed).setMarker(new ProgressMarker(1, through, false)));
  }

  void trafficEnds(String feed, Instant through) {
    send(traffic(TrafficRecordType.MARKER, feed).setMarker(new ProgressMarker(1, through, true)));
    finish();
  }

  void probesEnd(String feed, Instant through) {
    send(probe(ProbeRecordType.MARKER, feed).setMarker(new ProgressMarker(1, through, true)));
    finish();
  }

  void bgp(String feed, BgpUpdate update) {
    send(bgp(BgpRecordType.UPDATE, feed).setUpdate(update));
  }

  void bgp(String feed, RibEntry entry) {
    send(bgp(BgpRecordType.RIB_ENTRY, feed).setRibEntry(entry));
  }

  void bgp(String feed, PeerState state) {
    send(bgp(BgpRecordType.PEER_STATE, feed).setPeerState(state));
  }

  void bgpPromise(String feed, Instant through) {
    send(bgp(BgpRecordType.MARKER, feed).setMarker(new ProgressMarker(1, through, false)));
  }

  void bgpEnds(String feed, Instant through) {
    send(bgp(BgpRecordType.MARKER, feed).setMarker(new ProgressMarker(1, through, true)));
    finish();
  }

  /** Says what the watchdog says of a feed that has stalled. */
  void trafficStalls(String feed, Instant through) {
    send(
        traffic(TrafficRecordType.STALL, feed)
            .setLane(Lanes.WATCHDOG)
            .setStall(new FeedStall(through)));
  }

  /** Says what the watchdog says of a feed that has resumed. */
  void trafficResumes(String feed, Instant through) {
    send(
        traffic(TrafficRecordType.RESUME, feed)
            .setLane(Lanes.WATCHDOG)
            .setStall(new FeedStall(through)));
  }

  /** Gives the scope stage a record as the network stages would. */
  void toScope(StageRecord record) {
    toScope.pipeInput("", record);
  }

  /** Gives the context stage a record as the scope stage would. */
  void toContext(StageRecord record) {
    toContext.pipeInput("", record);
  }

  /** Gives the event stage a record as the stages before it would. */
  void toEvent(StageRecord record) {
    toEvent.pipeInput("", record);
  }

  /** Lets the punctuators do what a call's budget had left over. */
  void finish() {
    for (int i = 0; i < 20; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
  }

  /** Lets the wall clock run on while nobody sends anything, as over a downtime. */
  void idle(Duration duration) {
    driver.advanceWallClockTime(duration);
  }

  /** Has the driver forget what went to changelogs, which it keeps for whoever may ask. */
  void forgetChangelogs() {
    driver.producedTopicNames().stream()
        .filter(topic -> topic.endsWith("-changelog"))
        .map(
            topic ->
                driver.createOutputTopic(
                    topic, Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer()))
        .forEach(TestOutputTopic::readRecordsToList);
  }

  /** Returns how many entries a store holds. */
  int storedSeries(String store) {
    int entries = 0;
    try (KeyValueIterator<?, ?> all = entries(store).all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
    return entries;
  }

  /** Returns how many prefixes a feed of BGP says that it has stored. */
  int countedPrefixes(String feed) {
    KeyValueStore<String, byte[]> peers = driver.getKeyValueStore(NodeNames.BGP_PEERS);
    return BgpFeed.decode(peers.get(feed)).prefixes();
  }

  private KeyValueStore<?, ?> entries(String store) {
    KeyValueStore<?, ?> plain = driver.getKeyValueStore(store);
    return plain != null ? plain : ((CommittingStore<?, ?>) driver.getStateStore(store)).entries();
  }

  List<ConnectivityEvent> events() {
    return new ArrayList<>(events.readValuesToList());
  }

  /** Returns the headers of the next revision, as text by name. */
  Map<String, String> nextEventHeaders() {
    Map<String, String> headers = new TreeMap<>();
    events
        .readRecord()
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  /** Returns what was written to the topic of latest revisions. */
  List<KeyValue<String, ConnectivityEvent>> latestEvents() {
    return latestEvents.readKeyValuesToList();
  }

  /** Returns what was written to the topic of outages. */
  List<ConnectivityEvent> outageEvents() {
    return new ArrayList<>(outageEvents.readValuesToList());
  }

  /** Returns what was written to the topic of restrictions. */
  List<ConnectivityEvent> restrictionEvents() {
    return new ArrayList<>(restrictionEvents.readValuesToList());
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

  List<SignalBin> bins() {
    return new ArrayList<>(bins.readValuesToList());
  }

  /** Returns what the event stage was told, by whatever stage. */
  List<StageRecord> heardByEvent() {
    return new ArrayList<>(heardByEvent.readValuesToList());
  }

  /** Returns what the context stage was told, by whatever stage. */
  List<StageRecord> heardByContext() {
    return new ArrayList<>(heardByContext.readValuesToList());
  }

  /** Returns the reasons of the dead letters. */
  List<String> refusals() {
    return deadLetters.readRecordsToList().stream()
        .map(letter -> letter.headers().lastHeader("reason"))
        .map(Header::value)
        .map(reason -> new String(reason, StandardCharsets.UTF_8))
        .toList();
  }

  void send(ProbeRecord.Builder record) {
    probes.pipeInput("", record.build(), appendTime);
  }

  void send(BgpRecord.Builder record) {
    bgp.pipeInput("", record.build(), appendTime);
  }

  BgpRecord.Builder bgp(BgpRecordType type, String feed) {
    return BgpRecord.newBuilder()
        .setType(type)
        .setFeed(feed)
        .setOrigin(Origin.SYNTHETIC)
        .setSequence(++sequence);
  }

  void send(TrafficRecord.Builder record) {
    traffic.pipeInput("", record.build(), appendTime);
  }

  ProbeRecord.Builder probe(ProbeRecordType type, String feed) {
    return ProbeRecord.newBuilder()
        .setType(type)
        .setFeed(feed)
        .setOrigin(Origin.SYNTHETIC)
        .setSequence(++sequence);
  }

  TrafficRecord.Builder traffic(TrafficRecordType type, String feed) {
    return TrafficRecord.newBuilder()
        .setType(type)
        .setFeed(feed)
        .setOrigin(Origin.SYNTHETIC)
        .setSequence(++sequence);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("walk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(stateFolder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
