package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * The first stage as a job of Flink, until a reader of commits has read the last count. Flink is in
 * a process of its own, since its build of RocksDB can't be beside the one of Kafka Streams; its
 * cluster stands before the clock starts and lives through all rounds, so that it is as warm as the
 * other contenders.
 */
final class FlinkContender implements Contender {

  private static final String JAR = "bench.flink";
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration POLL = Duration.ofMillis(50);

  private final ChildProcess flink;

  private FlinkContender(ChildProcess flink) {
    this.flink = flink;
  }

  /** Starts Flink, unless nobody has said where it is. */
  static Optional<FlinkContender> start() throws IOException {
    String jar = System.getProperty(JAR);
    if (jar == null) {
      return Optional.empty();
    }
    ChildProcess flink =
        ChildProcess.ofJar(Path.of(jar), List.of("-Xms1g", "-Xmx2g", "-XX:+UseParallelGC"));
    flink.await("ready");
    return Optional.of(new FlinkContender(flink));
  }

  @Override
  public String name() {
    return "Flink, first stage only";
  }

  @Override
  public Timing run(Bench bench, String run) throws IOException, InterruptedException {
    createTopic(bench, run);
    try (KafkaConsumer<String, Long> counts = TopicReader.of(bench, run, new LongDeserializer())) {
      long started = System.nanoTime();
      flink.tell(
          String.join(
              " ",
              bench.brokers().bootstrapServers(),
              bench.brokers().registryUrl(),
              run,
              "" + bench.partitions(),
              bench.state(run).toString()));
      awaitAll(counts, bench.load().records());
      Timing timing = new Timing(0, System.nanoTime() - started, 0);
      flink.await("done");
      return timing;
    }
  }

  @Override
  public void close() {
    flink.close();
  }

  private static void createTopic(Bench bench, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(bench.client())) {
      admin.createTopics(List.of(new NewTopic(topic, bench.partitions(), (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic for Flink's counts can't be created", e);
    }
  }

  private void awaitAll(KafkaConsumer<String, Long> counts, long records) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long counted = 0;
    while (counted < records) {
      for (ConsumerRecord<String, Long> count : counts.poll(POLL)) {
        counted += count.value() & 0xffff_ffffL;
      }
      if (!flink.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Flink counted %,d of %,d records".formatted(counted, records));
      }
    }
    if (counted > records) {
      throw new IllegalStateException(
          "Flink counted %,d records where there are %,d".formatted(counted, records));
    }
  }
}
