package org.signalfall.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.topology.RefusalHandler;
import org.signalfall.topology.Rulebook;
import org.signalfall.topology.SeriesLimits;
import org.signalfall.topology.TooLargeHandler;
import org.signalfall.topology.UnreadableHandler;

/**
 * Settings of the topology's process. What is not defined here goes to Kafka Streams and its
 * clients, and to the serdes, as it is.
 */
public final class StreamsSettings extends AbstractConfig {

  public static final String PARTITIONS = "signalfall.partitions";
  private static final String PARTITIONS_DOC =
      "Partition count of the catalogue's topics. Must equal theirs: a stage waits for so many"
          + " tasks upstream.";

  public static final String TAP_SIGNALS = "signalfall.tap.signals";
  private static final String TAP_SIGNALS_DOC =
      "Whether every closed bin is also written to " + TopicCatalogue.SIGNALS + ".";

  public static final String REFERENCE_FILE = "signalfall.reference.file";
  private static final String REFERENCE_FILE_DOC =
      "Reference data that says where prefixes are and what networks are called, as signalfall"
          + " reference import writes it. Empty for what is shipped. Part of the ruleset's hash: the"
          + " same file for every instance.";

  public static final String SERIES_TTL = "signalfall.series.ttl.ms";
  private static final String SERIES_TTL_DOC =
      "A series without a sample for so long, in event time, and without an open event is"
          + " forgotten; if it comes back it is learned anew. Part of the ruleset's hash: the same for"
          + " every instance.";
  public static final String VANTAGE_KEY = "signalfall.vantage.key";
  private static final String VANTAGE_KEY_DOC =
      "Secret under which vantages are hashed before they are spoken of in public. Set it once, the"
          + " same for every instance: with another one a vantage has another name. Empty protects"
          + " names that can be guessed from nobody.";

  public static final String GROUP_INSTANCE_ID = "group.instance.id";
  private static final String GROUP_INSTANCE_ID_DOC =
      "Name of this instance among those of the application, the same over its restarts: it then"
          + " keeps its work over a restart that is faster than the session timeout. Empty for an"
          + " instance that is like any other.";

  public static final String REGISTRY_WAIT = "signalfall.registry.wait.ms";
  private static final long REGISTRY_WAIT_DEFAULT = 120_000;
  private static final String REGISTRY_WAIT_DOC =
      "How long a schema registry that doesn't answer is waited for at start. While the topology"
          + " runs it is waited for without end.";

  public static final String MOST_FAILURES = "signalfall.failures.most";
  private static final int MOST_FAILURES_DEFAULT = 100;
  private static final String MOST_FAILURES_DOC =
      "Records that the program may fail on, through a bug, before it stops. Each becomes a dead"
          + " letter.";

  public static final String LIMIT_RECORD_BYTES = "signalfall.limit.record.bytes";
  private static final int LIMIT_RECORD_BYTES_DEFAULT = 1_000_000;
  private static final String LIMIT_RECORD_BYTES_DOC =
      "Most bytes of a record that is written, an event with all its evidence above all. A larger"
          + " one becomes a dead letter. Keep it below max.message.bytes of the topics.";

  public static final String LIMIT_FEEDS = "signalfall.limit.feeds";
  private static final String LIMIT_FEEDS_DOC = limit("Feeds of one raw topic");
  public static final String LIMIT_COUNTRIES = "signalfall.limit.countries";
  private static final String LIMIT_COUNTRIES_DOC = limit("Countries that one feed speaks of");
  public static final String LIMIT_SCOPES = "signalfall.limit.scopes";
  private static final String LIMIT_SCOPES_DOC =
      limit("Networks and regions of one country that one feed speaks of");
  public static final String LIMIT_SERIES = "signalfall.limit.series";
  private static final String LIMIT_SERIES_DOC =
      limit("Series of one feed in one network or region");
  public static final String LIMIT_COMPONENTS = "signalfall.limit.components";
  private static final String LIMIT_COMPONENTS_DOC =
      limit("Series of one service in one network or region");
  public static final String LIMIT_PREFIXES = "signalfall.limit.prefixes";
  private static final String LIMIT_PREFIXES_DOC =
      limit("Prefixes in the tables of one feed of BGP, of both families together");
  public static final String LIMIT_PEERS = "signalfall.limit.peers";
  private static final String LIMIT_PEERS_DOC =
      limit("Peers of one feed of BGP, those that are gone among them");

  private static final SeriesLimits LIMITS = SeriesLimits.defaults();

  private static final String BOOTSTRAP_DOC = "Kafka brokers to begin with, host:port,host:port.";
  private static final String APPLICATION_ID_DEFAULT = "signalfall";
  private static final String APPLICATION_ID_DOC =
      "Name of the application; prefix of its groups, transactions and internal topics.";
  private static final String STATE_DIR_DOC =
      "Folder for local state. Keep it over restarts: without it state is read back from Kafka.";
  private static final String THREADS_DOC = "Threads that work on tasks.";

  /** The least that a broker allows unless told otherwise: who has died is noticed soonest. */
  private static final int LEAST_SESSION_TIMEOUT_MS = 6_000;

  /** What others wait for is committed sooner, unless the stage has fallen behind. */
  private static final int COMMIT_INTERVAL_MS = 1_000;

  /**
   * The members that are left hear that one is gone in the answer to their next heartbeat, so that
   * this is part of how long its work stands still.
   */
  private static final int HEARTBEAT_INTERVAL_MS = 1_000;

  /**
   * Kafka Streams would take 10 s, in which a thread that has a fraction of a processor doesn't
   * always come round to a commit: it is fenced then and reads its state back. Nobody waits for
   * those that were killed, see {@link AbandonedTransactions}.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 30_000;

  /** A dead letter holds a whole record and headers beside it. */
  private static final int DEAD_LETTER_BYTES = 2 << 20;

  private static final ConfigDef.Range AT_LEAST_ONE = ConfigDef.Range.atLeast(1);

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              BOOTSTRAP_DOC)
          .define(
              StreamsConfig.APPLICATION_ID_CONFIG,
              ConfigDef.Type.STRING,
              APPLICATION_ID_DEFAULT,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              APPLICATION_ID_DOC)
          .define(
              StreamsConfig.STATE_DIR_CONFIG,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              STATE_DIR_DOC)
          .define(
              StreamsConfig.NUM_STREAM_THREADS_CONFIG,
              ConfigDef.Type.INT,
              2,
              ConfigDef.Range.between(1, 256),
              Importance.MEDIUM,
              THREADS_DOC)
          .define(
              PARTITIONS,
              ConfigDef.Type.INT,
              TopicCatalogue.DEFAULT_PARTITIONS,
              ConfigDef.Range.between(1, 10_000),
              Importance.HIGH,
              PARTITIONS_DOC)
          .define(REFERENCE_FILE, ConfigDef.Type.STRING, "", Importance.MEDIUM, REFERENCE_FILE_DOC)
          .define(
              SERIES_TTL,
              ConfigDef.Type.LONG,
              Rulebook.DEFAULT_SERIES_TTL.toMillis(),
              ConfigDef.Range.atLeast(Rulebook.LEAST_SERIES_TTL.toMillis()),
              Importance.MEDIUM,
              SERIES_TTL_DOC)
          .define(VANTAGE_KEY, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, VANTAGE_KEY_DOC)
          .define(TAP_SIGNALS, ConfigDef.Type.BOOLEAN, true, Importance.LOW, TAP_SIGNALS_DOC)
          .define(
              GROUP_INSTANCE_ID,
              ConfigDef.Type.STRING,
              "",
              Importance.MEDIUM,
              GROUP_INSTANCE_ID_DOC)
          .define(
              REGISTRY_WAIT,
              ConfigDef.Type.LONG,
              REGISTRY_WAIT_DEFAULT,
              ConfigDef.Range.atLeast(0),
              Importance.LOW,
              REGISTRY_WAIT_DOC)
          .define(
              MOST_FAILURES,
              ConfigDef.Type.INT,
              MOST_FAILURES_DEFAULT,
              ConfigDef.Range.atLeast(0),
              Importance.LOW,
              MOST_FAILURES_DOC)
          .define(
              BoundedMemory.STATE_MEMORY,
              ConfigDef.Type.LONG,
              BoundedMemory.STATE_MEMORY_DEFAULT,
              ConfigDef.Range.atLeast(BoundedMemory.STATE_MEMORY_LEAST),
              Importance.MEDIUM,
              BoundedMemory.STATE_MEMORY_DOC)
          .define(
              LIMIT_RECORD_BYTES,
              ConfigDef.Type.INT,
              LIMIT_RECORD_BYTES_DEFAULT,
              ConfigDef.Range.atLeast(10_000),
              Importance.LOW,
              LIMIT_RECORD_BYTES_DOC)
          .define(
              LIMIT_FEEDS,
              ConfigDef.Type.INT,
              LIMITS.feeds(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_FEEDS_DOC)
          .define(
              LIMIT_COUNTRIES,
              ConfigDef.Type.INT,
              LIMITS.countries(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_COUNTRIES_DOC)
          .define(
              LIMIT_SCOPES,
              ConfigDef.Type.INT,
              LIMITS.scopes(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_SCOPES_DOC)
          .define(
              LIMIT_SERIES,
              ConfigDef.Type.INT,
              LIMITS.series(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_SERIES_DOC)
          .define(
              LIMIT_COMPONENTS,
              ConfigDef.Type.INT,
              LIMITS.components(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_COMPONENTS_DOC)
          .define(
              LIMIT_PREFIXES,
              ConfigDef.Type.INT,
              LIMITS.prefixes(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_PREFIXES_DOC)
          .define(
              LIMIT_PEERS,
              ConfigDef.Type.INT,
              LIMITS.peers(),
              AT_LEAST_ONE,
              Importance.LOW,
              LIMIT_PEERS_DOC);

  /**
   * Reads settings.
   *
   * @throws ConfigException naming the setting that is missing or out of range
   */
  public StreamsSettings(Map<String, ?> originals) {
    super(DEFINITION, originals, false);
  }

  /** Returns the definition of every setting, for documentation. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  /** Returns the partition count of the catalogue's topics. */
  public int partitions() {
    return getInt(PARTITIONS);
  }

  /** Returns whether every closed bin is written to the signals tap. */
  public boolean tapsSignals() {
    return getBoolean(TAP_SIGNALS);
  }

  /** Returns how long a series without samples is remembered, in event time. */
  public Duration seriesTtl() {
    return Duration.ofMillis(getLong(SERIES_TTL));
  }

  /** Returns the secret under which vantages are hashed before they are spoken of in public. */
  String vantageKey() {
    return getPassword(VANTAGE_KEY).value();
  }

  /**
   * Returns the reference data.
   *
   * @throws ConfigException when the file can't be read or is no reference data
   */
  public ReferenceData reference() {
    String file = getString(REFERENCE_FILE);
    if (file.isEmpty()) {
      return ReferenceData.builtIn();
    }
    try {
      return ReferenceData.read(Path.of(file));
    } catch (IOException e) {
      throw new ConfigException(REFERENCE_FILE, file, e.getMessage());
    }
  }

  private static String limit(String what) {
    return what
        + ", in one task. What is new beyond is not taken up, or becomes a dead letter; what is known"
        + " goes on. Part of the ruleset's hash: the same for every instance.";
  }

  /** Returns the rules that judge. */
  Rulebook rulebook() {
    return Rulebook.defaults()
        .with(reference())
        .withSeriesTtl(seriesTtl())
        .with(
            new SeriesLimits(
                getInt(LIMIT_FEEDS),
                getInt(LIMIT_COUNTRIES),
                getInt(LIMIT_SCOPES),
                getInt(LIMIT_SERIES),
                getInt(LIMIT_COMPONENTS),
                getInt(LIMIT_PREFIXES),
                getInt(LIMIT_PEERS)));
  }

  /** Returns the name of the application. */
  String applicationId() {
    return getString(StreamsConfig.APPLICATION_ID_CONFIG);
  }

  /** Returns how long a schema registry that doesn't answer is waited for at start. */
  Duration registryPatience() {
    return Duration.ofMillis(getLong(REGISTRY_WAIT));
  }

  /** Returns how many records the program may fail on before it stops. */
  int mostFailures() {
    return getInt(MOST_FAILURES);
  }

  /** Returns the most bytes of a record that is written. */
  int mostRecordBytes() {
    return getInt(LIMIT_RECORD_BYTES);
  }

  /** Returns everything that was given, for clients and serdes. */
  public Map<String, Object> forClients() {
    return new HashMap<>(originals());
  }

  /** Returns the properties of Kafka Streams: those given win, but for the delivery guarantee. */
  Properties forStreams() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    // What comes to a task in which order leaves no trace, so there is nothing to wait for.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableHandler.class);
    properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, TooLargeHandler.class);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, LEAST_SESSION_TIMEOUT_MS);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEAD_LETTER_BYTES);
    values().forEach((key, value) -> properties.put(key, value));
    properties.putAll(originals());
    if (getString(GROUP_INSTANCE_ID).isEmpty()) {
      properties.remove(GROUP_INSTANCE_ID);
    }
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return properties;
  }
}
