package org.signalfall.standalone.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Reads what the topology says, committed transactions only: event revisions, and how far it has
 * judged. Starts at the beginning of the topics.
 */
final class EventReader implements AutoCloseable {

  private final Map<String, Object> client;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Deserializer<ConnectivityEvent> events;
  private final Deserializer<Evaluated> evaluated;
  private long words;

  EventReader(
      Map<String, Object> client,
      Deserializer<ConnectivityEvent> events,
      Deserializer<Evaluated> evaluated,
      int partitions) {
    this.client = client;
    this.events = events;
    this.evaluated = evaluated;
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        Stream.of(TopicCatalogue.EVENTS, TopicCatalogue.EVALUATED)
            .flatMap(
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Waits a while for news, gives progress to the tracker and returns the event revisions. */
  List<ConnectivityEvent> poll(Duration patience, EvaluationTracker tracker) {
    List<ConnectivityEvent> revisions = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
      words++;
      if (record.topic().equals(TopicCatalogue.EVENTS)) {
        revisions.add(events.deserialize(record.topic(), record.value()));
      } else if (record.value() != null) {
        tracker.accept(evaluated.deserialize(record.topic(), record.value()));
      }
    }
    return revisions;
  }

  /**
   * Returns the revisions that are still on their way: one topic may show a transaction a moment
   * before another shows the same one.
   */
  List<ConnectivityEvent> rest(Duration patience, EvaluationTracker tracker) {
    Map<TopicPartition, Long> written = writtenThrough();
    List<ConnectivityEvent> revisions = new ArrayList<>();
    while (written.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      revisions.addAll(poll(patience, tracker));
    }
    return revisions;
  }

  /** Returns the ends of the events topic, with what is not committed yet. */
  private Map<TopicPartition, Long> writtenThrough() {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<String, byte[]> asking =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.assignment().stream()
              .filter(partition -> partition.topic().equals(TopicCatalogue.EVENTS))
              .toList();
      asking.assign(partitions);
      return asking.endOffsets(partitions);
    }
  }

  /** Returns how many records have been read so far, of whatever kind. */
  long words() {
    return words;
  }

  @Override
  public void close() {
    consumer.close();
    events.close();
    evaluated.close();
  }
}
