package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Suppressed.BufferConfig;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * What a user of the DSL would write for the first stage alone: samples and failures per network in
 * windows of a minute, one result a window. Knows no vantages, controls, duplicates or baselines.
 */
final class WindowContender implements Contender {

  private static final Duration WIDTH = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "Streams DSL, first stage only";
  }

  @Override
  public Timing run(Bench bench, String run) throws InterruptedException {
    CountDownLatch all = new CountDownLatch(1);
    LongAdder told = new LongAdder();
    AtomicLong left = new AtomicLong(bench.load().records());
    Serde<ProbeRecord> records = new ContractSerdes(bench.client()).value(ProbeRecord.class);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            TopicCatalogue.RAW_PROBE,
            Consumed.with(Serdes.String(), records)
                .withTimestampExtractor((record, partitionTime) -> timeOf(record.value())))
        .filter((network, record) -> record.getType() == ProbeRecordType.MEASUREMENT)
        .groupByKey(Grouped.with(Serdes.String(), records))
        .windowedBy(TimeWindows.ofSizeAndGrace(WIDTH, WIDTH))
        .aggregate(
            () -> 0L,
            (network, record, counts) -> {
              if (left.decrementAndGet() == 0) {
                all.countDown();
              }
              return counts + one(record);
            },
            Named.as("count"),
            Materialized.with(Serdes.String(), Serdes.Long()))
        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
        .toStream()
        .foreach((window, counts) -> told.add(counts));
    return StreamsRun.of(builder.build(), bench, run, all);
  }

  /** Samples in the lower half, failures in the upper. */
  private static long one(ProbeRecord record) {
    boolean failed = record.getMeasurement().getComponents().get(0).getOutcome() == Outcome.FAILURE;
    return failed ? 1L << 32 | 1 : 1;
  }

  private static long timeOf(Object value) {
    ProbeRecord record = (ProbeRecord) value;
    return record.getMeasurement() == null ? 0 : record.getMeasurement().getTime().toEpochMilli();
  }
}
