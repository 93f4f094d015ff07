package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.signalfall.avro.Evaluated;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/** Knows when a reader of commits can read that the load has been judged to its end. */
final class EvaluationEnd implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration POLL = Duration.ofMillis(50);

  private final int partitions;
  private final KafkaConsumer<String, Evaluated> reader;

  /** Reads what is said from now on. */
  EvaluationEnd(Bench bench) {
    Deserializer<Evaluated> words =
        new ContractSerdes(bench.client()).value(Evaluated.class).deserializer();
    partitions = bench.partitions();
    reader = TopicReader.atEnd(bench, TopicCatalogue.EVALUATED, words);
  }

  /** Waits for it. */
  void await(SignalfallStreams streams) {
    Set<Integer> finished = new HashSet<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (finished.size() < partitions) {
      for (ConsumerRecord<String, Evaluated> record : reader.poll(POLL)) {
        if (record.value().getPartition() != null && record.value().getFinished()) {
          finished.add(record.value().getPartition());
        }
      }
      if (streams.failure().isPresent() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the topology did not come to the end", streams.failure().orElse(null));
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
