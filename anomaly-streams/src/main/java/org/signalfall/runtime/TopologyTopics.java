package org.signalfall.runtime;

import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.state.Stores;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.topology.Rulebook;
import org.signalfall.topology.SignalfallTopology;

/**
 * What a topology has to do with Kafka.
 *
 * @param reads topics that it reads
 * @param writes topics that it writes, those of dead letters among them
 * @param stores stores that it keeps, each with a changelog topic of its own
 */
public record TopologyTopics(Set<String> reads, Set<String> writes, Set<String> stores) {

  public TopologyTopics {
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
    stores = Set.copyOf(stores);
  }

  /** Returns what this version's topology has to do with Kafka. */
  public static TopologyTopics ofThisVersion() {
    return of(
        SignalfallTopology.build(
            Rulebook.defaults(),
            "",
            1,
            true,
            new SignalfallTopology.ContractSerde() {
              @Override
              public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
                return Serdes.serdeFrom((topic, record) -> null, (topic, bytes) -> null);
              }
            },
            Stores::inMemoryKeyValueStore));
  }

  /** Returns what the description of a topology says. */
  static TopologyTopics of(Topology topology) {
    Set<String> reads = new TreeSet<>();
    Set<String> writes = new TreeSet<>(Set.of(TopicCatalogue.DEAD_LETTER));
    Set<String> stores = new TreeSet<>();
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          reads.addAll(source.topicSet());
        } else if (node instanceof TopologyDescription.Sink sink) {
          writes.add(sink.topic());
        } else if (node instanceof TopologyDescription.Processor processor) {
          stores.addAll(processor.stores());
        }
      }
    }
    return new TopologyTopics(reads, writes, stores);
  }
}
