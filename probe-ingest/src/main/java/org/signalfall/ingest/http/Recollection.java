package org.signalfall.ingest.http;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Reads back what an intake has written before it was killed, so that a sender that was left
 * without an answer can send it again.
 */
final class Recollection {

  /** How long before now what was written is read back. */
  static final Duration HORIZON = Duration.ofHours(1);

  private static final Duration WAIT = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final Clock clock;

  /**
   * Prepares for reading.
   *
   * @param client keys of Kafka's consumer, of the registry client and of the serde
   */
  Recollection(Map<String, Object> client, Clock clock) {
    this.client = new HashMap<>(client);
    this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.clock = clock;
  }

  /**
   * Returns the measurements that a feed has committed within the horizon. Whoever writes for the
   * feed must have fenced its predecessor, so that none of them is still open.
   *
   * @throws InterruptedException when it was told to stop
   */
  RecentMeasurements of(String feed) throws InterruptedException {
    RecentMeasurements recent = new RecentMeasurements();
    Map<TopicPartition, Long> ends = ends();
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Deserializer<ProbeRecord> values =
        new ContractSerdes(client).value(ProbeRecord.class).deserializer();
    try (KafkaConsumer<String, ProbeRecord> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), values)) {
      consumer.assign(ends.keySet());
      seek(consumer, ends);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (Thread.interrupted()) {
          throw new InterruptedException("the intake was interrupted while it read back");
        }
        for (ConsumerRecord<String, ProbeRecord> record : consumer.poll(WAIT)) {
          recollect(record.value(), feed, recent);
        }
      }
    }
    return recent;
  }

  /**
   * Other feeds may have transactions open in front of what this one has committed, so that its end
   * is not what is visible now.
   */
  private Map<TopicPartition, Long> ends() {
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    Deserializer<ProbeRecord> values =
        new ContractSerdes(client).value(ProbeRecord.class).deserializer();
    try (KafkaConsumer<String, ProbeRecord> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalogue.RAW_PROBE).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      return consumer.endOffsets(partitions);
    }
  }

  private void seek(KafkaConsumer<String, ProbeRecord> consumer, Map<TopicPartition, Long> ends) {
    long since = clock.instant().minus(HORIZON).toEpochMilli();
    Map<TopicPartition, OffsetAndTimestamp> starts =
        consumer.offsetsForTimes(
            ends.keySet().stream().collect(Collectors.toMap(one -> one, one -> since)));
    starts.forEach(
        (partition, start) ->
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset()));
  }

  private static void recollect(ProbeRecord record, String feed, RecentMeasurements recent) {
    if (record != null
        && record.getType() == ProbeRecordType.MEASUREMENT
        && record.getMeasurement() != null
        && record.getFeed().equals(feed)) {
      recent.acknowledged(Identity.of(record.getMeasurement()));
    }
  }
}
