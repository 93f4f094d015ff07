package org.signalfall.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Keeps what was committed, in order, over any number of ingestions, and can cut one short at any
 * commit as a kill would: with what was committed there, and what was not gone.
 */
final class RecordingBrokers implements Brokers {

  /** Stands for the kill. */
  static final class Killed extends KafkaException {
    private static final long serialVersionUID = 1L;
  }

  private final Cluster cluster;
  private final Map<String, List<ProducerRecord<String, ?>>> committed = new LinkedHashMap<>();
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> positions = new HashMap<>();
  private RuntimeException failure;
  private int commitsLeft = Integer.MAX_VALUE;

  RecordingBrokers(int partitions) {
    Node node = new Node(0, "broker", 9092);
    List<PartitionInfo> infos =
        List.of(
                TopicCatalogue.RAW_PROBE,
                TopicCatalogue.RAW_BGP,
                TopicCatalogue.RAW_TRAFFIC,
                TopicCatalogue.DEAD_LETTER)
            .stream()
            .flatMap(
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(p -> new PartitionInfo(topic, p, node, null, null)))
            .toList();
    cluster = new Cluster("cluster", List.of(node), infos, Set.of(), Set.of());
  }

  void failWith(RuntimeException exception) {
    failure = exception;
  }

  /** Lets so many transactions be committed and then none. */
  void killAfter(int commits) {
    commitsLeft = commits;
  }

  /** Lets an ingestion start that will not be killed. */
  void revive() {
    killAfter(Integer.MAX_VALUE);
  }

  @Override
  public Producer<String, SpecificRecord> rawRecords(String transactionalId) {
    return new Recording<>(transactionalId, (topic, value) -> new byte[0]);
  }

  @Override
  public Producer<String, byte[]> deadLetters(String transactionalId) {
    return new Recording<>(transactionalId, new ByteArraySerializer());
  }

  @Override
  public GroupPosition position(String group, TopicPartition partition) {
    return new GroupPosition(
        new MockConsumer<>("earliest").groupMetadata(),
        Optional.ofNullable(positions.getOrDefault(group, Map.of()).get(partition)));
  }

  Set<String> transactionalIds() {
    return committed.keySet();
  }

  /** Returns the groups that hold a position. */
  Set<String> groups() {
    return positions.keySet();
  }

  List<ProducerRecord<String, ?>> sentBy(String transactionalId) {
    return committed.getOrDefault(transactionalId, List.of());
  }

  List<ProducerRecord<String, byte[]>> deadLettersOf(String feed) {
    List<ProducerRecord<String, byte[]>> letters = new ArrayList<>();
    for (ProducerRecord<String, ?> letter :
        sentBy("signalfall-ingest-" + feed + "-0-deadletters")) {
      letters.add(
          new ProducerRecord<>(
              letter.topic(), null, letter.key(), (byte[]) letter.value(), letter.headers()));
    }
    return letters;
  }

  private final class Recording<V> extends MockProducer<String, V> {

    private final String id;

    Recording(String id, Serializer<V> serializer) {
      super(cluster, true, null, new StringSerializer(), serializer);
      this.id = id;
      this.commitTransactionException = failure;
      committed.computeIfAbsent(id, any -> new ArrayList<>());
    }

    @Override
    public void commitTransaction() {
      if (commitsLeft == 0) {
        throw new Killed();
      }
      commitsLeft--;
      super.commitTransaction();
      committed.get(id).addAll(history());
      consumerGroupOffsetsHistory()
          .forEach(
              groups ->
                  groups
                      .values()
                      .forEach(positions.computeIfAbsent(id, any -> new HashMap<>())::putAll));
      clear();
    }
  }
}
