package org.signalfall.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Tells joining the group, creating topics and opening stores, which happen once, from the work
 * that follows: knows when consumers of Kafka Streams were first given records.
 */
final class StartClock {

  private static final String CONFIG = "bench.start.clock";

  private final long started = System.nanoTime();
  private final AtomicLong firstPoll = new AtomicLong();
  private volatile long processorAtFirstPoll;

  /** Returns settings that have main consumers tell this clock. */
  Map<String, Object> settings() {
    return Map.of(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        Interceptor.class.getName(),
        StreamsConfig.mainConsumerPrefix(CONFIG),
        this);
  }

  /** Returns how long it took until now. */
  Timing stop() {
    long begun = firstPoll.get();
    if (begun == 0) {
      throw new IllegalStateException("nothing was consumed, so nothing was measured");
    }
    return new Timing(
        begun - started, System.nanoTime() - begun, processorTime() - processorAtFirstPoll);
  }

  private void polled() {
    if (firstPoll.get() == 0 && firstPoll.compareAndSet(0, System.nanoTime())) {
      processorAtFirstPoll = processorTime();
    }
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** For Kafka to make. */
  public static final class Interceptor implements ConsumerInterceptor<byte[], byte[]> {

    private StartClock clock;

    @Override
    public void configure(Map<String, ?> settings) {
      clock = (StartClock) settings.get(CONFIG);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      if (!records.isEmpty()) {
        clock.polled();
      }
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
  }
}
