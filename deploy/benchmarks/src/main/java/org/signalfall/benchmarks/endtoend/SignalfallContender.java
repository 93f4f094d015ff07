package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.Evaluated;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/** The whole walk, raw records to events, until a reader of commits has read that all is judged. */
final class SignalfallContender implements Contender {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @Override
  public String name() {
    return "Signalfall, raw records to events";
  }

  @Override
  public long run(Bench bench, String run) throws InterruptedException {
    Map<String, Object> settings = bench.client();
    settings.put("application.id", run);
    settings.put("state.dir", bench.state(run).toString());
    settings.put("num.stream.threads", bench.partitions());
    settings.put(StreamsSettings.PARTITIONS, bench.partitions());
    settings.put(StreamsSettings.TAP_SIGNALS, false);
    try (KafkaConsumer<String, Evaluated> reader = reader(bench);
        SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(settings))) {
      long started = System.nanoTime();
      streams.start();
      awaitEnd(reader, bench.partitions(), streams);
      return System.nanoTime() - started;
    }
  }

  private static void awaitEnd(
      KafkaConsumer<String, Evaluated> reader, int partitions, SignalfallStreams streams) {
    Set<Integer> finished = new HashSet<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (finished.size() < partitions) {
      for (ConsumerRecord<String, Evaluated> record : reader.poll(Duration.ofMillis(50))) {
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

  private static KafkaConsumer<String, Evaluated> reader(Bench bench) {
    Map<String, Object> config = new HashMap<>(bench.client());
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    Deserializer<Evaluated> words =
        new ContractSerdes(bench.client()).value(Evaluated.class).deserializer();
    KafkaConsumer<String, Evaluated> reader =
        new KafkaConsumer<>(config, new StringDeserializer(), words);
    List<TopicPartition> all =
        IntStream.range(0, bench.partitions())
            .mapToObj(partition -> new TopicPartition(TopicCatalogue.EVALUATED, partition))
            .toList();
    reader.assign(all);
    reader.seekToEnd(all);
    all.forEach(reader::position);
    return reader;
  }
}
