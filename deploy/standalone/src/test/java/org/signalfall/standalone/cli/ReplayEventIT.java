package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EvidenceLocator;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.EventPartitioner;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.replay.GeneratedInput;
import org.signalfall.standalone.replay.Pipeline;
import org.signalfall.standalone.replay.ReplayResult;
import org.signalfall.standalone.replay.Walk;

/** Law 5: what a cluster has kept gives the same event again, or says that it no longer can. */
class ReplayEventIT {

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void shouldSayWhetherWhatIsKeptStillGivesTheEvent()
      throws InterruptedException, ExecutionException {
    try (Pipeline pipeline = Walk.pipeline()) {
      ReplayResult replayed =
          Walk.of(GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder)).through(pipeline);
      ConnectivityEvent outage = first(replayed, Category.OUTAGE);
      ConnectivityEvent restriction = first(replayed, Category.RESTRICTION);
      assertLocated(pipeline, outage);

      assertThat(judge(pipeline, outage).out()).startsWith("SAME: " + outage.getEventId());
      CommandRun same = judge(pipeline, restriction);
      assertThat(same.out()).startsWith("SAME: " + restriction.getEventId());
      assertThat(same.err()).isEmpty();
      assertThat(same.exitCode()).isEqualTo(ExitCode.OK);

      publish(
          pipeline,
          ConnectivityEvent.newBuilder(outage)
              .setRevision(outage.getRevision() + 1)
              .setSeverity(outage.getSeverity() - 1)
              .build());
      CommandRun forged = judge(pipeline, outage);
      assertThat(forged.out())
          .startsWith("DIFFERENT: " + outage.getEventId())
          .contains("from revision " + (outage.getRevision() + 1) + " on")
          .contains("judged:    no such revision");
      assertThat(forged.exitCode()).isEqualTo(ExitCode.DIFFERENT);

      deleteTheOldest(pipeline);
      CommandRun expired = judge(pipeline, restriction);
      assertThat(expired.out())
          .startsWith("EVIDENCE_EXPIRED: " + restriction.getEventId())
          .contains(TopicCatalogue.RAW_TRAFFIC + "-0");
      assertThat(expired.exitCode()).isEqualTo(ExitCode.EVIDENCE_EXPIRED);
    }
  }

  /** Every raw sample of the outage lies in one of the ranges that its event names. */
  private static void assertLocated(Pipeline pipeline, ConnectivityEvent outage) {
    String country = outage.getScope().getCountry();
    List<ConsumerRecord<String, TrafficRecord>> samples =
        RawTopics.of(pipeline.client(), TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class).stream()
            .filter(record -> record.value().getType() == TrafficRecordType.SAMPLE)
            .filter(record -> record.value().getSample().getCountry().equals(country))
            .toList();
    assertThat(samples)
        .filteredOn(sample -> !time(sample).isBefore(outage.getOnset().getEarliest()))
        .filteredOn(sample -> time(sample).isBefore(outage.getEnded().getLatest()))
        .isNotEmpty()
        .allMatch(sample -> outage.getLocators().stream().anyMatch(range -> holds(range, sample)));
    assertThat(samples)
        .as("and not all of the log")
        .anyMatch(sample -> outage.getLocators().stream().noneMatch(range -> holds(range, sample)));
  }

  private static Instant time(ConsumerRecord<String, TrafficRecord> sample) {
    return sample.value().getSample().getTime();
  }

  private static boolean holds(
      EvidenceLocator range, ConsumerRecord<String, TrafficRecord> sample) {
    return range.getTopic().equals(sample.topic())
        && range.getPartition() == sample.partition()
        && range.getFirstOffset() <= sample.offset()
        && sample.offset() <= range.getLastOffset();
  }

  private static CommandRun judge(Pipeline pipeline, ConnectivityEvent event) {
    return CommandRun.of(
        "replay",
        "--event",
        event.getEventId(),
        "--bootstrap-servers",
        pipeline.bootstrapServers(),
        "--schema-registry",
        pipeline.registryUrl());
  }

  private static ConnectivityEvent first(ReplayResult replayed, Category category) {
    return replayed.lastRevisions().stream()
        .filter(event -> event.getCategory() == category)
        .findFirst()
        .orElseThrow();
  }

  private static void publish(Pipeline pipeline, ConnectivityEvent revision)
      throws InterruptedException, ExecutionException {
    Serializer<ConnectivityEvent> values =
        new ContractSerdes(pipeline.client()).value(ConnectivityEvent.class).serializer();
    try (KafkaProducer<String, ConnectivityEvent> producer =
        new KafkaProducer<>(pipeline.client(), new StringSerializer(), values)) {
      int partition = EventPartitioner.partition(revision.getEventId(), pipeline.partitions());
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalogue.EVENTS, partition, revision.getEventId(), revision))
          .get();
    }
  }

  private static void deleteTheOldest(Pipeline pipeline)
      throws InterruptedException, ExecutionException {
    TopicPartition partition = new TopicPartition(TopicCatalogue.RAW_TRAFFIC, 0);
    try (Admin admin = Admin.create(pipeline.client())) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
    }
  }
}
