package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Runs a plain Kafka Streams topology until it has seen all records. */
final class StreamsRun {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private StreamsRun() {}

  /**
   * Runs the topology.
   *
   * @param seen counts down to zero as records are seen
   * @return how long it took to the last record
   */
  static Timing of(Topology topology, Bench bench, String run, CountDownLatch seen)
      throws InterruptedException {
    StartClock clock = new StartClock();
    Properties properties = properties(bench, run);
    properties.putAll(clock.settings());
    try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
      streams.start();
      await(seen, run);
      return clock.stop();
    }
  }

  private static void await(CountDownLatch latch, String run) throws InterruptedException {
    if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(run + " was not through after " + PATIENCE);
    }
  }

  private static Properties properties(Bench bench, String run) {
    Properties properties = new Properties();
    properties.putAll(bench.client());
    properties.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            run,
            StreamsConfig.STATE_DIR_CONFIG,
            bench.state(run).toString(),
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            bench.partitions(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            100,
            StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
            Serdes.StringSerde.class));
    return properties;
  }
}
