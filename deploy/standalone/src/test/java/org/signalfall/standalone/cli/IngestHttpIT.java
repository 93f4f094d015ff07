package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

/** An intake in a process of its own, under senders that do not take silence for an answer. */
class IngestHttpIT {

  private static final int PARTITIONS = 3;
  private static final int SENDERS = 4;
  private static final int KILLS = 3;
  private static final long MIB = 1L << 20;

  @TempDir private Path folder;
  private Standalone cluster;
  private IntakeProcess intake;
  private ExecutorService threads;

  @BeforeEach
  void start() throws Exception {
    cluster = Standalone.start(Standalone.Options.temporary());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(PARTITIONS));
    }
    intake = IntakeProcess.ofIngestHttp(cluster, folder.resolve("intake.log"));
    intake.start();
    threads = Executors.newFixedThreadPool(SENDERS);
  }

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    intake.kill();
    cluster.close();
  }

  @Test
  @Timeout(300)
  void shouldWriteEveryAcknowledgedLineOnceThoughItIsKilledTimeAndAgain() throws Exception {
    List<ProbeSender> senders = senders(0);
    List<Future<?>> sending = sendAll(senders, 150);

    for (int kill = 1; kill <= KILLS; kill++) {
      awaitRecords(kill * 2_000L);
      intake.kill();
      intake.start();
    }
    for (Future<?> one : sending) {
      one.get();
    }
    int exitCode = intake.stop();

    long retries = senders.stream().mapToLong(ProbeSender::retries).sum();
    assertThat(exitCode).isEqualTo(128 + 15);
    assertThat(retries).as("somebody was left without an answer").isPositive();
    assertThat(written()).containsExactlyInAnyOrderElementsOf(acknowledged(senders));
    assertThat(written()).hasSizeGreaterThan(20_000);
    assertThat(letters()).hasSizeGreaterThanOrEqualTo(SENDERS * 150 * 50);
    System.err.println(
        written().size() + " lines acknowledged, " + KILLS + " kills, " + retries + " retries");
  }

  @Test
  @Timeout(300)
  void shouldKeepItsHeapFlatUnderLoad() throws Exception {
    int longBadLines = 10_000;
    List<ProbeSender> senders = senders(longBadLines);
    for (Future<?> one : sendAll(senders, 5)) {
      one.get();
    }
    long before = intake.retainedBytes();

    for (Future<?> one : sendAll(senders, 150)) {
      one.get();
    }

    long after = intake.retainedBytes();
    long sent = senders.stream().mapToLong(ProbeSender::bytes).sum();
    System.err.println(
        "retained " + before / MIB + " MiB, " + after / MIB + " MiB after " + sent / MIB + " MiB");
    assertThat(intake.isAlive()).isTrue();
    assertThat(sent).isGreaterThan(300 * MIB);
    assertThat(after - before).isLessThan(24 * MIB);
    assertThat(written()).containsExactlyInAnyOrderElementsOf(acknowledged(senders));
  }

  private List<ProbeSender> senders(int padding) {
    return IntStream.range(0, SENDERS)
        .mapToObj(number -> new ProbeSender(intake, number, padding))
        .toList();
  }

  private List<Future<?>> sendAll(List<ProbeSender> senders, int requests) {
    List<Future<?>> sending = new ArrayList<>();
    for (ProbeSender sender : senders) {
      sending.add(
          threads.submit(
              () -> {
                sender.send(requests);
                return null;
              }));
    }
    return sending;
  }

  private void awaitRecords(long count) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> written().size() >= count);
  }

  private static List<String> acknowledged(List<ProbeSender> senders) {
    return senders.stream().flatMap(sender -> sender.acknowledged().stream()).toList();
  }

  private List<String> written() {
    return RawTopics.of(cluster, TopicCatalogue.RAW_PROBE, ProbeRecord.class).stream()
        .map(ConsumerRecord::value)
        .filter(record -> record.getType() == ProbeRecordType.MEASUREMENT)
        .map(ProbeRecord::getMeasurement)
        .map(IngestHttpIT::identity)
        .toList();
  }

  private List<String> letters() {
    return RawTopics.bytesOf(cluster, TopicCatalogue.DEAD_LETTER).stream()
        .map(letter -> new String(letter.value(), StandardCharsets.UTF_8))
        .filter(letter -> letter.startsWith("bad vantage"))
        .toList();
  }

  private static String identity(ProbeMeasurement measurement) {
    return measurement.getVantage() + "/" + measurement.getMeasurementId();
  }
}
