package org.signalfall.topology;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.signalfall.avro.StageRecord;
import org.signalfall.schema.topic.EventPartitioner;

/**
 * Sends a verdict or its correction to its country's partition, or to all when it has no key, a
 * count to its scope's, and everything else between stages to all.
 */
final class StagePartitioner implements StreamPartitioner<String, SpecificRecord> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, SpecificRecord value, int partitions) {
    boolean toOne = !(value instanceof StageRecord stage) || isKeyed(stage, key);
    return Optional.of(
        toOne
            ? Set.of(EventPartitioner.partition(key, partitions))
            : IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
  }

  private static boolean isKeyed(StageRecord stage, String key) {
    return switch (stage.getType()) {
      case VERDICT, CORRECTION -> !key.equals(Audience.EVERYONE);
      case VISIBILITY -> true;
      default -> false;
    };
  }
}
