package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Holds a steady load on a process of little memory, and tells each minute what it takes: a table
 * in Markdown.
 */
public final class Soak {

  private static final String RUN = "soak";
  private static final int PARTITIONS = 2;
  private static final int HEAP_MIB = 256;
  private static final int STATE_MEMORY_MIB = 128;
  private static final String EVENTS = "event-";
  private static final double MIB = 1 << 20;

  private Soak() {}

  /**
   * Runs.
   *
   * @param args minutes, records a second, networks, records per network and minute of their time
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    if (args.length != 4) {
      System.err.println("soak: MINUTES RATE NETWORKS RECORDS_PER_NETWORK_AND_MINUTE");
      System.exit(2);
    }
    int minutes = Integer.parseInt(args[0]);
    int rate = Integer.parseInt(args[1]);
    ProbeLoad load =
        ProbeLoad.untilNow(
            60L * minutes * rate,
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Blocks.ROLLING);
    try (Brokers brokers = SeparateBrokers.start()) {
      Bench bench = new Bench(brokers, load, PARTITIONS);
      RawTopicFill.createTopics(bench);
      forgetSoon(bench);
      soak(bench, rate);
    }
  }

  /** What has been read need not be kept: the disk would hold a day's records. */
  private static void forgetSoon(Bench bench) throws InterruptedException, ExecutionException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TopicCatalogue.RAW_PROBE);
    Collection<AlterConfigOp> changes =
        Map.of("retention.bytes", "1073741824", "segment.bytes", "67108864").entrySet().stream()
            .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(bench.client())) {
      admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    }
  }

  private static void soak(Bench bench, int rate)
      throws IOException, InterruptedException, ExecutionException {
    LongAdder revisions = new LongAdder();
    PacedSource paced = new PacedSource(bench.load(), rate);
    ExecutorService feeding = Executors.newSingleThreadExecutor();
    try (Worker worker = Worker.start(bench, RUN, HEAP_MIB, STATE_MEMORY_MIB);
        TopicReader<byte[]> events =
            TopicReader.start(
                bench,
                TopicCatalogue.EVENTS,
                new ByteArrayDeserializer(),
                (event, readAt) -> revisions.increment());
        Admin admin = Admin.create(bench.client())) {
      Future<Void> feed =
          feeding.submit(
              () -> {
                RawTopicFill.paced(bench, paced);
                return null;
              });
      title(bench.load(), rate);
      boolean ended = false;
      for (int minute = 1; !ended; minute++) {
        ended = endsWithinAMinute(feed);
        print(minute, worker, revisions.sum(), lag(admin, bench), paced.mostLate());
      }
    } finally {
      feeding.shutdownNow();
    }
  }

  private static boolean endsWithinAMinute(Future<Void> feed)
      throws InterruptedException, ExecutionException {
    try {
      feed.get(1, TimeUnit.MINUTES);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Returns how many records are written and not gone through yet. */
  private static long lag(Admin admin, Bench bench)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(RUN).partitionsToOffsetAndMetadata().get();
    long lag = 0;
    for (int partition = 0; partition < bench.partitions(); partition++) {
      TopicPartition raw = new TopicPartition(TopicCatalogue.RAW_PROBE, partition);
      long end =
          admin.listOffsets(Map.of(raw, OffsetSpec.latest())).partitionResult(raw).get().offset();
      lag += end - (read.containsKey(raw) ? read.get(raw).offset() : 0);
    }
    return lag;
  }

  private static void title(ProbeLoad load, int rate) {
    System.out.printf(
        Locale.ROOT,
        "%,d records a second, %,d networks, %d per network and minute, so %.1f of their hours a minute;"
            + " -Xmx%dm, %d MiB for stores%n%n",
        rate,
        load.networks(),
        load.perMinute(),
        (double) rate / load.networks() / load.perMinute(),
        HEAP_MIB,
        STATE_MEMORY_MIB);
    List<String> columns =
        List.of(
            "minute",
            "heap after GC, MiB",
            "JVM, MiB",
            "stores beside the heap, MiB",
            "rest, MiB",
            "resident, MiB",
            "stores of series, MiB",
            "stores of events, MiB",
            "event revisions",
            "records behind",
            "feed late at most, ms");
    System.out.println("| " + String.join(" | ", columns) + " |");
    System.out.println("|--:".repeat(columns.size()) + "|");
  }

  private static void print(int minute, Worker worker, long revisions, long lag, Duration mostLate)
      throws IOException {
    Worker.Memory memory = worker.memory();
    System.out.printf(
        Locale.ROOT,
        "| %d | %.0f | %.0f | %.0f | %.0f | %.0f | %.1f | %.1f | %,d | %,d | %,d |%n",
        minute,
        memory.heap() / MIB,
        memory.jvm() / MIB,
        memory.stores() / MIB,
        memory.rest() / MIB,
        memory.resident() / MIB,
        worker.storeBytes(store -> !store.startsWith(EVENTS)) / MIB,
        worker.storeBytes(store -> store.startsWith(EVENTS)) / MIB,
        revisions,
        lag,
        mostLate.toMillis());
  }
}
