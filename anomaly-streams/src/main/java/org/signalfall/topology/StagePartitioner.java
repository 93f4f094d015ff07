package org.signalfall.topology;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.schema.topic.EventPartitioner;

/**
 * Sends a verdict to its country's partition, a count to its scope's, and everything else between
 * stages to all.
 */
final class StagePartitioner implements StreamPartitioner<String, SpecificRecord> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, SpecificRecord value, int partitions) {
    boolean toOne =
        !(value instanceof StageRecord stage)
            || stage.getType() == StageRecordType.VERDICT
            || stage.getType() == StageRecordType.VISIBILITY;
    return Optional.of(
        toOne
            ? Set.of(EventPartitioner.partition(key, partitions))
            : IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
  }
}
