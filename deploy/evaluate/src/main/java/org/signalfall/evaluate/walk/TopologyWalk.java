package org.signalfall.evaluate.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.evaluate.EvaluationException;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestListener;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.PositionMode;
import org.signalfall.ingest.Source;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.topology.RefusalHandler;
import org.signalfall.topology.Rulebook;
import org.signalfall.topology.SignalfallTopology;

/**
 * Walks sources through the real ingestion and the real topology, to their end, on Kafka's test
 * driver: one thread, one partition, no broker. Since events depend neither on partitions nor on
 * arrival, they are those of a replay, in a fraction of the time.
 */
public final class TopologyWalk implements AutoCloseable {

  /** Nobody outside reads what vantages are called here. */
  private static final String NO_SECRET = "";

  /** Long after every record, so that no time is ahead of its arrival. */
  private static final Instant APPEND_TIME = Instant.parse("2100-01-01T00:00:00Z");

  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration MARKER_INTERVAL = Duration.ofHours(6);
  private static final int MARKER_RECORDS = 2_000;

  /** Punctuators see to what a record's budget left over. */
  private static final Duration PUNCTUATION = Duration.ofMillis(100);

  private static final int RECORDS_PER_PUNCTUATION = 500;

  /** Ten times what the longest case here needs. */
  private static final int PATIENCE = 100_000;

  private final Path stateFolder;
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<String, byte[]>> inputs = new HashMap<>();
  private final TestOutputTopic<String, ConnectivityEvent> events;
  private final TestOutputTopic<String, ObservabilityEvent> observability;
  private final TestOutputTopic<String, Evaluated> evaluated;
  private final TestOutputTopic<String, SignalBin> bins;
  private final TestOutputTopic<String, SeriesVerdict> verdicts;
  private final Set<String> finished = new HashSet<>();
  private long piped;

  TopologyWalk(Rulebook rules) {
    TrustedClasses.register();
    stateFolder = temporaryFolder();
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "evaluate");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
    driver =
        new TopologyTestDriver(
            SignalfallTopology.build(
                rules, NO_SECRET, 1, true, SchemalessAvro::of, Stores::inMemoryKeyValueStore),
            properties,
            APPEND_TIME);
    for (String topic :
        List.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_BGP, TopicCatalogue.RAW_TRAFFIC)) {
      inputs.put(
          topic,
          driver.createInputTopic(
              topic,
              new StringSerializer(),
              new ByteArraySerializer(),
              APPEND_TIME,
              Duration.ZERO));
    }
    events = output(TopicCatalogue.EVENTS, ConnectivityEvent.class);
    observability = output(TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class);
    evaluated = output(TopicCatalogue.EVALUATED, Evaluated.class);
    bins = output(TopicCatalogue.SIGNALS, SignalBin.class);
    verdicts = output(TopicCatalogue.VERDICTS, SeriesVerdict.class);
  }

  /**
   * Walks sources to their end.
   *
   * @param origin what every record says about why it exists
   * @throws EvaluationException if a source can't be read, or holds nothing
   */
  public static WalkOutcome of(List<Source> sources, Rulebook rules, Origin origin) {
    try (TopologyWalk walk = new TopologyWalk(rules)) {
      return walk.run(sources, origin);
    }
  }

  private WalkOutcome run(List<Source> sources, Origin origin) {
    IngestSummary ingested = ingest(sources, origin);
    Set<String> feeds =
        sources.stream().map(source -> source.feed().name()).collect(Collectors.toSet());
    if (ingested.records() == 0) {
      throw new EvaluationException("There was nothing readable in " + feeds + ".");
    }
    for (int i = 0; !allFinished(feeds); i++) {
      if (i == PATIENCE) {
        throw new EvaluationException("The topology does not come to the end of " + feeds + ".");
      }
      punctuate();
    }
    List<ConnectivityEvent> revisions = new ArrayList<>(events.readValuesToList());
    revisions.sort(CanonicalEvent.ORDER);
    return new WalkOutcome(
        ingested,
        revisions,
        observability.readValuesToList(),
        bins.readValuesToList(),
        verdicts.readValuesToList());
  }

  private IngestSummary ingest(List<Source> sources, Origin origin) {
    Map<String, Object> config = new HashMap<>();
    config.put(IngestConfig.BOOTSTRAP_SERVERS, "none:1");
    config.put(IngestConfig.SCHEMA_REGISTRY_URL, "none");
    config.put(IngestConfig.ORIGIN, origin.name());
    config.put(IngestConfig.PARTITIONS, 1);
    config.put(IngestConfig.GRACE_MS, GRACE.toMillis());
    config.put(IngestConfig.POSITION, PositionMode.OFF.name());
    config.put(IngestConfig.MARKER_RECORDS, MARKER_RECORDS);
    config.put(IngestConfig.MARKER_INTERVAL_MS, MARKER_INTERVAL.toMillis());
    try (Ingestion ingestion =
        new Ingestion(
            new IngestConfig(config),
            sources,
            IngestListener.NONE,
            new DriverBrokers(this::pipe))) {
      return ingestion.run();
    } catch (IOException e) {
      throw new EvaluationException("The input cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvaluationException("The walk was interrupted.", e);
    }
  }

  void pipe(String topic, SpecificRecord value) {
    inputs.get(topic).pipeInput("", SchemalessAvro.write(value));
    piped++;
    if (piped % RECORDS_PER_PUNCTUATION == 0) {
      punctuate();
    }
  }

  void punctuate() {
    driver.advanceWallClockTime(PUNCTUATION);
  }

  /**
   * Hands out the revisions that have come, forgets all else, and returns whether there was any.
   */
  boolean takeEvents(Consumer<ConnectivityEvent> taker) {
    boolean spoke = !events.isEmpty() || !evaluated.isEmpty() || !verdicts.isEmpty();
    events.readValuesToList().forEach(taker);
    List.of(evaluated, observability, bins, verdicts).forEach(TestOutputTopic::readValuesToList);
    return spoke;
  }

  private boolean allFinished(Set<String> feeds) {
    evaluated.readValuesToList().stream()
        .filter(word -> word.getPartition() != null && word.getFinished())
        .forEach(word -> finished.add(word.getFeed()));
    return finished.containsAll(feeds);
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), SchemalessAvro.of(type).deserializer());
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("signalfall-evaluate");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(stateFolder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary folder cannot be deleted", e);
    }
  }
}
