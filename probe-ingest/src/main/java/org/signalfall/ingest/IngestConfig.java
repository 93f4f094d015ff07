package org.signalfall.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.signalfall.avro.Origin;
import org.signalfall.schema.topic.TopicCatalogue;

/** Configuration of an ingestion. Keys that it doesn't know go to the Kafka producers. */
public final class IngestConfig extends AbstractConfig {

  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String BOOTSTRAP_SERVERS_DOC =
      "Kafka brokers to connect to first, as host:port, separated by commas.";

  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  private static final String SCHEMA_REGISTRY_URL_DOC =
      "Addresses of the schema registry, separated by commas.";

  public static final String ORIGIN = "ingest.origin";
  private static final String ORIGIN_DOC =
      "Why the records exist: LIVE, REPLAY, SHADOW or SYNTHETIC. Only LIVE may ever page anyone.";

  public static final String PARTITIONS = "ingest.partitions";
  private static final String PARTITIONS_DOC =
      "Partitions of the raw topics; must equal what the topics have.";

  public static final String GRACE_MS = "ingest.grace.ms";
  private static final long GRACE_MS_DEFAULT = 60_000;
  private static final String GRACE_MS_DOC =
      "How far behind the time reached a record may still come, in milliseconds of event time.";

  public static final String MARKER_RECORDS = "ingest.marker.records";
  private static final int MARKER_RECORDS_DEFAULT = 500;
  private static final String MARKER_RECORDS_DOC =
      "A progress marker is written after at most so many records.";

  public static final String MARKER_INTERVAL_MS = "ingest.marker.interval.ms";
  private static final long MARKER_INTERVAL_MS_DEFAULT = 3_600_000;
  private static final String MARKER_INTERVAL_MS_DOC =
      "A progress marker is written at least once per so many milliseconds of event time.";

  public static final String LIVE_MARKER_INTERVAL_MS = "ingest.live.marker.interval.ms";
  private static final long LIVE_MARKER_INTERVAL_MS_DEFAULT = 5_000;
  private static final String LIVE_MARKER_INTERVAL_MS_DOC =
      "A live feed writes a progress marker once per so many milliseconds by the wall clock; bins"
          + " close that much later at most.";

  public static final String COMMIT_INTERVAL_MS = "ingest.commit.interval.ms";
  private static final long COMMIT_INTERVAL_MS_DEFAULT = 200;
  private static final String COMMIT_INTERVAL_MS_DOC =
      "Milliseconds by the wall clock between two transactions; readers see records that much"
          + " later.";

  public static final String POSITION = "ingest.position";
  private static final String POSITION_DOC =
      "RESUME goes on behind the last acknowledged record of the same input, RESTART begins anew,"
          + " OFF keeps no position at all. A position is kept as a consumer group's offset, for as"
          + " long as the brokers' offsets.retention.minutes.";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(BOOTSTRAP_SERVERS, ConfigDef.Type.LIST, Importance.HIGH, BOOTSTRAP_SERVERS_DOC)
          .define(
              SCHEMA_REGISTRY_URL, ConfigDef.Type.LIST, Importance.HIGH, SCHEMA_REGISTRY_URL_DOC)
          .define(
              ORIGIN,
              ConfigDef.Type.STRING,
              Origin.REPLAY.name(),
              ValidString.in("LIVE", "REPLAY", "SHADOW", "SYNTHETIC"),
              Importance.HIGH,
              ORIGIN_DOC)
          .define(
              PARTITIONS,
              ConfigDef.Type.INT,
              TopicCatalogue.DEFAULT_PARTITIONS,
              Range.atLeast(1),
              Importance.HIGH,
              PARTITIONS_DOC)
          .define(
              GRACE_MS,
              ConfigDef.Type.LONG,
              GRACE_MS_DEFAULT,
              Range.atLeast(0),
              Importance.MEDIUM,
              GRACE_MS_DOC)
          .define(
              MARKER_RECORDS,
              ConfigDef.Type.INT,
              MARKER_RECORDS_DEFAULT,
              Range.atLeast(1),
              Importance.LOW,
              MARKER_RECORDS_DOC)
          .define(
              MARKER_INTERVAL_MS,
              ConfigDef.Type.LONG,
              MARKER_INTERVAL_MS_DEFAULT,
              Range.atLeast(1),
              Importance.LOW,
              MARKER_INTERVAL_MS_DOC)
          .define(
              LIVE_MARKER_INTERVAL_MS,
              ConfigDef.Type.LONG,
              LIVE_MARKER_INTERVAL_MS_DEFAULT,
              Range.atLeast(1),
              Importance.LOW,
              LIVE_MARKER_INTERVAL_MS_DOC)
          .define(
              COMMIT_INTERVAL_MS,
              ConfigDef.Type.LONG,
              COMMIT_INTERVAL_MS_DEFAULT,
              Range.atLeast(0),
              Importance.LOW,
              COMMIT_INTERVAL_MS_DOC)
          .define(
              POSITION,
              ConfigDef.Type.STRING,
              PositionMode.RESUME.name(),
              ValidString.in("RESUME", "RESTART", "OFF"),
              Importance.MEDIUM,
              POSITION_DOC);

  /**
   * Reads the configuration.
   *
   * @throws org.apache.kafka.common.config.ConfigException when a value is missing or invalid
   */
  public IngestConfig(Map<?, ?> values) {
    super(DEFINITION, values, false);
  }

  /** Returns the definition of every key, for documentation. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  Origin origin() {
    return Origin.valueOf(getString(ORIGIN));
  }

  int partitions() {
    return getInt(PARTITIONS);
  }

  long graceMs() {
    return getLong(GRACE_MS);
  }

  int markerRecords() {
    return getInt(MARKER_RECORDS);
  }

  long markerIntervalMs() {
    return getLong(MARKER_INTERVAL_MS);
  }

  long liveMarkerIntervalMs() {
    return getLong(LIVE_MARKER_INTERVAL_MS);
  }

  long commitIntervalMs() {
    return getLong(COMMIT_INTERVAL_MS);
  }

  PositionMode positionMode() {
    return PositionMode.valueOf(getString(POSITION));
  }

  /** Returns what the producers and the serdes are configured with. */
  Map<String, Object> clientConfigs() {
    Map<String, Object> configs = new HashMap<>(originals());
    configs.keySet().removeIf(key -> key.startsWith("ingest."));
    return configs;
  }
}
