package org.signalfall.schema.topic;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * One entry of the topic catalogue.
 *
 * @param name full name, ending in its major version
 * @param key what the record key is, in words
 * @param value schema of the record value; empty where the bytes are kept as received
 * @param partitions number of partitions, at least 1
 * @param cleanup how the topic forgets
 * @param retention age in Kafka (append time) after which records go
 * @param restricted whether the topic may hold personal data and needs tighter access
 * @param extraConfigs further topic configs, by Kafka's names
 */
public record Topic(
    String name,
    String key,
    Optional<Schema> value,
    int partitions,
    CleanupPolicy cleanup,
    Duration retention,
    boolean restricted,
    Map<String, String> extraConfigs) {

  public Topic {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic " + name + " needs at least 1 partition, not " + partitions);
    }
    extraConfigs = Map.copyOf(extraConfigs);
  }

  /**
   * Returns every topic config that the catalogue insists on, by Kafka's names. Records are stamped
   * on append, since with event time as record time a replay of last year would be deleted within
   * minutes.
   */
  public Map<String, String> configs() {
    Map<String, String> configs = new TreeMap<>(extraConfigs);
    configs.put("cleanup.policy", cleanup.config());
    configs.put("message.timestamp.type", "LogAppendTime");
    if (cleanup != CleanupPolicy.COMPACT) {
      configs.put("retention.ms", Long.toString(retention.toMillis()));
    }
    return configs;
  }
}
