package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

/** An ingestion in a process of its own, killed with no chance to close anything, and run again. */
class KilledIngestIT {

  private static final int KILLS = 20;
  private static final int ROWS = 40_000;
  private static final int BAD_EVERY = 500;
  private static final int PARTITIONS = 3;
  private static final Instant START = Instant.parse("2023-03-06T00:00:00Z");

  /** So little that the process always has a rest to send. */
  private static final List<String> SLOWLY =
      List.of(
          "-D",
          "batch.size=1024",
          "-D",
          "max.in.flight.requests.per.connection=1",
          "-D",
          "linger.ms=0",
          "-D",
          "ingest.commit.interval.ms=50");

  @TempDir private Path folder;
  private Standalone cluster;

  @BeforeEach
  void startCluster() throws InterruptedException {
    cluster = Standalone.start(Standalone.Options.temporary());
    try (Admin admin = admin()) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(PARTITIONS));
    }
  }

  @AfterEach
  void stopCluster() {
    cluster.close();
  }

  @Test
  @Timeout(300)
  void shouldLoseNothingAndCountNothingTwiceWhenKilledAtTwentyRandomPoints() throws Exception {
    Path odd = file("odd", 1);
    Path even = file("even", 0);
    Random random = new Random(20_220_921);
    List<Integer> points = random.ints(KILLS, 1, ROWS / 2).sorted().boxed().toList();

    int killed = 0;
    try (Admin admin = admin()) {
      for (int point : points) {
        Process process = start(odd, even);
        while (process.isAlive() && position(admin, "series:even") < point) {
          boolean unused = process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        // Not only right after a commit.
        if (!process.waitFor(random.nextInt(80), TimeUnit.MILLISECONDS)) {
          killed++;
        }
        process.destroyForcibly().waitFor();
      }
    }
    int exitCode = start(odd, even).waitFor();

    System.err.println("killed " + killed + " times");
    assertThat(killed).isEqualTo(KILLS);
    assertThat(exitCode).isZero();
    assertFeed("series:odd", 1);
    assertFeed("series:even", 0);
    assertDeadLetters();
    assertThat(again(odd, even)).contains("had been sent before");
  }

  /** Every other minute, and a line that is no row now and then. */
  private Path file(String name, int parity) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("time,country,region,asn,service,signal,value");
    for (int i = parity; i < ROWS; i += 2) {
      lines.add(START.plusSeconds(60L * i) + ",XA,,,,requests," + i);
      if (i % BAD_EVERY == parity) {
        lines.add("bad " + i);
      }
    }
    return Files.write(folder.resolve(name + ".series.csv"), lines);
  }

  private void assertFeed(String feed, int parity) {
    List<TrafficRecord> records =
        RawTopics.of(cluster, TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class).stream()
            .map(ConsumerRecord::value)
            .filter(record -> record.getFeed().equals(feed))
            .toList();
    assertThat(records)
        .filteredOn(record -> record.getType() == TrafficRecordType.SAMPLE)
        .extracting(record -> (int) record.getSample().getValue())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, ROWS).filter(i -> i % 2 == parity).boxed().toList());
    assertThat(records)
        .filteredOn(record -> record.getType() == TrafficRecordType.ROSTER)
        .hasSize(2 * PARTITIONS);
    assertThat(records)
        .filteredOn(record -> record.getType() == TrafficRecordType.MARKER)
        .filteredOn(record -> record.getMarker().getFinalMarker())
        .hasSize(PARTITIONS);
    assertOrder(feed);
  }

  /** Within a partition numbers rise, and nothing comes behind a marker that promised otherwise. */
  private void assertOrder(String feed) {
    Collection<List<ConsumerRecord<String, TrafficRecord>>> partitions =
        RawTopics.of(cluster, TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class).stream()
            .filter(record -> record.value().getFeed().equals(feed))
            .collect(Collectors.groupingBy(ConsumerRecord::partition))
            .values();
    assertThat(partitions).hasSize(PARTITIONS);
    for (List<ConsumerRecord<String, TrafficRecord>> partition : partitions) {
      assertThat(partition)
          .extracting(record -> record.value().getSequence())
          .isSorted()
          .doesNotHaveDuplicates();
      Instant promised = Instant.EPOCH;
      for (ConsumerRecord<String, TrafficRecord> record : partition) {
        if (record.value().getType() == TrafficRecordType.MARKER) {
          assertThat(record.value().getMarker().getThrough()).isAfterOrEqualTo(promised);
          promised = record.value().getMarker().getThrough();
        } else if (record.value().getType() == TrafficRecordType.SAMPLE) {
          assertThat(record.value().getSample().getTime()).isAfterOrEqualTo(promised);
        }
      }
    }
  }

  private void assertDeadLetters() {
    List<String> letters =
        RawTopics.bytesOf(cluster, TopicCatalogue.DEAD_LETTER).stream()
            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
            .toList();
    assertThat(letters)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, ROWS)
                .filter(i -> i % BAD_EVERY < 2)
                .mapToObj(i -> "bad " + i)
                .toList());
  }

  private Process start(Path... files) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
    words.add(Main.class.getName());
    words.addAll(arguments(files));
    return new ProcessBuilder(words)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private String again(Path... files) {
    return CommandRun.of(arguments(files).toArray(String[]::new)).out();
  }

  private List<String> arguments(Path... files) {
    List<String> words = new ArrayList<>(List.of("ingest", "series"));
    words.addAll(List.of("--bootstrap-servers", cluster.bootstrapServers()));
    words.addAll(List.of("--schema-registry", cluster.registryUrl()));
    words.addAll(SLOWLY);
    for (Path file : files) {
      words.add(file.toString());
    }
    return words;
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static long position(Admin admin, String feed) throws Exception {
    Map<?, OffsetAndMetadata> offsets =
        admin
            .listConsumerGroupOffsets("signalfall-ingest-" + feed + "-0")
            .partitionsToOffsetAndMetadata()
            .get();
    return offsets.values().stream().mapToLong(OffsetAndMetadata::offset).max().orElse(0);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }
}
