package org.signalfall.runtime.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How large the stores are, as RocksDB estimates it, added up over the tasks of this process. Kafka
 * Streams has these figures store by store and task by task; they are gathered once for all gauges
 * of a look.
 */
public final class StoreMeters implements MeterBinder {

  private static final String STORE_TAG = "rocksdb-state-id";
  private static final String ENTRIES = "estimate-num-keys";
  private static final String BYTES = "total-sst-files-size";
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Set<String> stores;
  private final Supplier<Map<MetricName, ? extends Metric>> metrics;
  private Map<String, Double> sums = Map.of();
  private long gatheredAt;

  /**
   * Creates the gauges.
   *
   * @param stores names of the topology's stores
   * @param metrics the metrics of Kafka Streams
   */
  public StoreMeters(Set<String> stores, Supplier<Map<MetricName, ? extends Metric>> metrics) {
    this.stores = Set.copyOf(stores);
    this.metrics = metrics;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String store : stores) {
      Gauge.builder("signalfall.store.entries", () -> sum(ENTRIES, store))
          .tag("store", store)
          .register(registry);
      Gauge.builder("signalfall.store.size", () -> sum(BYTES, store))
          .baseUnit("bytes")
          .tag("store", store)
          .register(registry);
    }
  }

  private synchronized double sum(String metric, String store) {
    long now = System.nanoTime();
    if (sums.isEmpty() || now - gatheredAt > FRESH_NANOS) {
      sums = gather();
      gatheredAt = now;
    }
    return sums.getOrDefault(metric + store, 0.0);
  }

  private Map<String, Double> gather() {
    Map<String, Double> gathered = new HashMap<>();
    metrics
        .get()
        .forEach(
            (name, metric) -> {
              String store = name.tags().get(STORE_TAG);
              boolean wanted = name.name().equals(ENTRIES) || name.name().equals(BYTES);
              if (wanted && store != null && metric.metricValue() instanceof Number value) {
                gathered.merge(name.name() + store, value.doubleValue(), Double::sum);
              }
            });
    return gathered;
  }
}
