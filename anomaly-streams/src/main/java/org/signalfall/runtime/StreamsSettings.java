package org.signalfall.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.topology.RefusalHandler;
import org.signalfall.topology.Rulebook;

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

  private static final String BOOTSTRAP_DOC = "Kafka brokers to begin with, host:port,host:port.";
  private static final String APPLICATION_ID_DEFAULT = "signalfall";
  private static final String APPLICATION_ID_DOC =
      "Name of the application; prefix of its groups, transactions and internal topics.";
  private static final String STATE_DIR_DOC =
      "Folder for local state. Keep it over restarts: without it state is read back from Kafka.";
  private static final String THREADS_DOC = "Threads that work on tasks.";

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
          .define(TAP_SIGNALS, ConfigDef.Type.BOOLEAN, true, Importance.LOW, TAP_SIGNALS_DOC);

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

  /** Returns everything that was given, for clients and serdes. */
  public Map<String, Object> forClients() {
    return new HashMap<>(originals());
  }

  /** Returns the properties of Kafka Streams: those given win, but for the delivery guarantee. */
  Properties forStreams() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RefusalHandler.class);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        "org.apache.kafka.streams.errors.LogAndContinueExceptionHandler");
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, TopicCatalogue.DEAD_LETTER);
    values().forEach((key, value) -> properties.put(key, value));
    properties.putAll(originals());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return properties;
  }
}
