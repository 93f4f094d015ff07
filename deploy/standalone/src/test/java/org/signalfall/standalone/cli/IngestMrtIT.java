package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.PeerStatus;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.replay.Pipeline;
import org.signalfall.standalone.replay.Walk;

class IngestMrtIT {

  private static final int PARTITIONS = 3;

  /** 2023-11-14T22:13:20Z, BGP4MP, MESSAGE_AS4. */
  private static final String MESSAGE_HEADER = "6553f100 0010 0004";

  private static final String STATE_HEADER = "6553f100 0010 0005";

  /** AS64500 at 192.0.2.1 to AS65000 at 192.0.2.254. */
  private static final String SESSION = "0000fbf4 0000fde8 0000 0001 c0000201 c00002fe";

  private static final String MARKER = "ffffffffffffffffffffffffffffffff";

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void shouldSendRoutesToTheirBlockAndPeersToAllPartitions()
      throws IOException, InterruptedException {
    Path file = folder.resolve("rrc00").resolve("updates.mrt");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        HexFormat.of()
            .parseHex(
                String.join(
                        "",
                        STATE_HEADER + "00000018" + SESSION + "00060001",
                        MESSAGE_HEADER + "0000002e" + SESSION + MARKER + "001a02 0003 100a01 0000",
                        MESSAGE_HEADER + "0000002e" + SESSION + MARKER + "001a02 0003 630a01 0000")
                    .replace(" ", "")));

    try (Pipeline pipeline = Walk.pipeline()) {
      CommandRun run =
          CommandRun.of(
              "ingest",
              "mrt",
              "--bootstrap-servers",
              pipeline.bootstrapServers(),
              "--schema-registry",
              pipeline.registryUrl(),
              file.toString());

      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run.out())
          .isEqualTo("2 records sent, 1 rejected to signalfall.deadletter.v1, 0 late.\n");
      List<BgpRecord> records = rawBgp(pipeline);
      assertThat(ofType(records, BgpRecordType.PEER_STATE))
          .hasSize(PARTITIONS)
          .allMatch(record -> record.getPeerState().getStatus() == PeerStatus.DOWN);
      assertThat(ofType(records, BgpRecordType.UPDATE))
          .singleElement()
          .satisfies(record -> assertThat(record.getFeed()).isEqualTo("bgp:rrc00"))
          .satisfies(record -> assertThat(record.getUpdate().getWithdrawn()).isTrue());
    }
  }

  private static Stream<BgpRecord> ofType(List<BgpRecord> records, BgpRecordType type) {
    return records.stream().filter(record -> record.getType() == type);
  }

  private static List<BgpRecord> rawBgp(Pipeline pipeline) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            pipeline.bootstrapServers(),
            "schema.registry.url",
            pipeline.registryUrl(),
            "isolation.level",
            "read_committed");
    List<BgpRecord> records = new ArrayList<>();
    try (KafkaConsumer<String, BgpRecord> consumer =
        new KafkaConsumer<>(
            client,
            new StringDeserializer(),
            new ContractSerdes(client).value(BgpRecord.class).deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalogue.RAW_BGP).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(record.value()));
      }
    }
    return records;
  }
}
