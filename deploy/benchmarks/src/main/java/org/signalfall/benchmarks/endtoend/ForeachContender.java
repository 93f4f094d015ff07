package org.signalfall.benchmarks.endtoend;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/** The least that one can do exactly once: decode each record, and nothing else. */
final class ForeachContender implements Contender {

  @Override
  public String name() {
    return "Streams foreach, decodes";
  }

  @Override
  public Timing run(Bench bench, String run) throws InterruptedException {
    CountDownLatch all = new CountDownLatch(1);
    AtomicLong left = new AtomicLong(bench.load().records());
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            TopicCatalogue.RAW_PROBE,
            Consumed.with(
                Serdes.String(), new ContractSerdes(bench.client()).value(ProbeRecord.class)))
        .foreach(
            (network, record) -> {
              if (record.getType() == ProbeRecordType.MEASUREMENT && left.decrementAndGet() == 0) {
                all.countDown();
              }
            });
    return StreamsRun.of(builder.build(), bench, run, all);
  }
}
