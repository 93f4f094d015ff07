package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.signalfall.schema.topic.TopicCatalogue;

/** One contender's way through one load. */
final class Turn {

  private static final int PARTITIONS = 2;

  private Turn() {}

  /**
   * Fills brokers with a load and has a contender go through it. Each turn has brokers of its own:
   * what the last one left in stage topics would count as done.
   *
   * @param separate whether the brokers are a process of their own
   * @return how long it took
   */
  static Timing of(Contender contender, ProbeLoad load, boolean separate)
      throws IOException, InterruptedException {
    try (Brokers brokers = separate ? SeparateBrokers.start() : Brokers.InThisProcess.start()) {
      Bench bench = new Bench(brokers, load, PARTITIONS);
      RawTopicFill.asFastAsPossible(bench);
      String run = contender.getClass().getSimpleName();
      Timing timing = contender.run(bench, run);
      Changelogs.print(bench, run);
      requireNoDeadLetters(bench);
      return timing;
    }
  }

  /** What is refused costs little, and would pass for speed. */
  private static void requireNoDeadLetters(Bench bench) {
    try (KafkaConsumer<String, byte[]> letters =
        TopicReader.atEnd(bench, TopicCatalogue.DEAD_LETTER, new ByteArrayDeserializer())) {
      for (TopicPartition partition : letters.assignment()) {
        if (letters.position(partition) > 0) {
          throw new IllegalStateException("records became dead letters, so nothing was measured");
        }
      }
    }
  }
}
