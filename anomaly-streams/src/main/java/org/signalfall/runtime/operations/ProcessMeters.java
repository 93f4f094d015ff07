package org.signalfall.runtime.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How the process is, as gauges.
 *
 * @param health how it is
 * @param stateMemoryUsed memory of all stores beside the heap, in bytes
 * @param stateMemoryPinned what of that can't be given up now, in bytes
 */
public record ProcessMeters(
    Supplier<Health> health, LongSupplier stateMemoryUsed, LongSupplier stateMemoryPinned)
    implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("signalfall.ready", () -> health.get().isReady() ? 1 : 0).register(registry);
    Gauge.builder("signalfall.restoring.records", () -> health.get().restoring())
        .register(registry);
    Gauge.builder("signalfall.state.memory.used", stateMemoryUsed::getAsLong)
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("signalfall.state.memory.pinned", stateMemoryPinned::getAsLong)
        .baseUnit("bytes")
        .register(registry);
  }
}
