package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.EventJson;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.view.EventLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall events tail}: prints event revisions as they are committed. */
@Command(
    name = "tail",
    description = "Prints event revisions as they come, committed ones only, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class EventsTailCommand implements Callable<Integer> {

  private static final Duration WAIT = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--json", description = "One JSON object per line, all fields.")
  private boolean json;

  @Option(names = "--from-beginning", description = "Begin with the oldest revision kept.")
  private boolean fromBeginning;

  @Option(names = "--once", description = "End when what is there now has been printed.")
  private boolean once;

  @Override
  public Integer call() {
    Map<String, Object> client = cluster.clientWithRegistry();
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    try (CtrlC ctrlC = new CtrlC();
        KafkaConsumer<String, ConnectivityEvent> consumer =
            new KafkaConsumer<>(
                client,
                new StringDeserializer(),
                new ContractSerdes(client).value(ConnectivityEvent.class).deserializer())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!ctrlC.asked() && !(once && reached(consumer, ends))) {
        print(consumer);
      }
    }
    return ExitCode.OK;
  }

  private void print(KafkaConsumer<String, ConnectivityEvent> consumer) {
    PrintWriter out = spec.commandLine().getOut();
    for (ConsumerRecord<String, ConnectivityEvent> record : consumer.poll(WAIT)) {
      out.println(json ? EventJson.line(record.value()) : EventLine.of(record.value()));
    }
    out.flush();
  }

  private static boolean reached(
      KafkaConsumer<String, ConnectivityEvent> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, ConnectivityEvent> consumer) {
    List<PartitionInfo> found = consumer.partitionsFor(TopicCatalogue.EVENTS);
    if (found.isEmpty()) {
      throw new CliException(
          "The cluster has no topic " + TopicCatalogue.EVENTS + ": see signalfall topics apply.");
    }
    return found.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList();
  }
}
