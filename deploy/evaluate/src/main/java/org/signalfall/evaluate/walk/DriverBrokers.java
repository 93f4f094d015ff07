package org.signalfall.evaluate.walk;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.signalfall.ingest.Brokers;
import org.signalfall.ingest.GroupPosition;
import org.signalfall.schema.topic.TopicCatalogue;

/** Hands what an ingestion writes to a topology in the same thread: one partition of each topic. */
final class DriverBrokers implements Brokers {

  private static final Cluster CLUSTER = cluster();

  private final BiConsumer<String, SpecificRecord> topology;

  /**
   * Creates brokers.
   *
   * @param topology takes the topic and value of every raw record; keys only choose partitions
   */
  DriverBrokers(BiConsumer<String, SpecificRecord> topology) {
    this.topology = topology;
  }

  @Override
  public Producer<String, SpecificRecord> rawRecords(String transactionalId) {
    return new Handing<>(
        (topic, value) -> SchemalessAvro.write(value),
        record -> topology.accept(record.topic(), record.value()));
  }

  @Override
  public Producer<String, byte[]> deadLetters(String transactionalId) {
    // The ingestion counts them, and nothing reads the letters themselves.
    return new Handing<>(new ByteArraySerializer(), record -> {});
  }

  @Override
  public GroupPosition position(String group, TopicPartition partition) {
    throw new UnsupportedOperationException("there is no earlier ingestion to go on from");
  }

  private static Cluster cluster() {
    Node node = new Node(0, "driver", 1);
    List<PartitionInfo> partitions =
        Stream.of(
                TopicCatalogue.RAW_PROBE,
                TopicCatalogue.RAW_BGP,
                TopicCatalogue.RAW_TRAFFIC,
                TopicCatalogue.DEAD_LETTER)
            .map(topic -> new PartitionInfo(topic, 0, node, null, null))
            .toList();
    return new Cluster("driver", List.of(node), partitions, Set.of(), Set.of());
  }

  /** Hands every record on at once, in order, and keeps none. */
  private static final class Handing<V> extends MockProducer<String, V> {

    private final Consumer<ProducerRecord<String, V>> taker;

    Handing(Serializer<V> serializer, Consumer<ProducerRecord<String, V>> taker) {
      super(CLUSTER, true, null, new StringSerializer(), serializer);
      this.taker = taker;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, V> record) {
      taker.accept(record);
      return CompletableFuture.completedFuture(null);
    }
  }
}
