package org.signalfall.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.signalfall.schema.topic.TopicCatalogue;

/** Makes producers that keep what was committed, in order. */
final class RecordingProducers implements ProducerFactory {

  private final Cluster cluster;
  private final Map<String, MockProducer<String, SpecificRecord>> lanes = new LinkedHashMap<>();
  private final MockProducer<String, byte[]> deadLetters;
  private RuntimeException failure;

  RecordingProducers(int partitions) {
    Node node = new Node(0, "broker", 9092);
    List<PartitionInfo> infos =
        List.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_TRAFFIC, TopicCatalogue.DEAD_LETTER)
            .stream()
            .flatMap(
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(p -> new PartitionInfo(topic, p, node, null, null)))
            .toList();
    cluster = new Cluster("cluster", List.of(node), infos, Set.of(), Set.of());
    deadLetters =
        new MockProducer<>(cluster, true, null, new StringSerializer(), new ByteArraySerializer());
  }

  void failWith(RuntimeException exception) {
    failure = exception;
  }

  @Override
  public Producer<String, SpecificRecord> rawRecords(String transactionalId) {
    MockProducer<String, SpecificRecord> lane =
        new MockProducer<>(
            cluster, true, null, new StringSerializer(), (topic, value) -> new byte[0]);
    lane.commitTransactionException = failure;
    lanes.put(transactionalId, lane);
    return lane;
  }

  @Override
  public Producer<String, byte[]> deadLetters() {
    return deadLetters;
  }

  Set<String> transactionalIds() {
    return lanes.keySet();
  }

  List<ProducerRecord<String, SpecificRecord>> sentBy(String transactionalId) {
    return lanes.get(transactionalId).history();
  }

  List<ProducerRecord<String, byte[]>> deadLettersSent() {
    return deadLetters.history();
  }
}
