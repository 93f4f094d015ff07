package org.signalfall.runtime.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.signalfall.avro.Category;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.SeriesState;
import org.signalfall.topology.DeadLetterKind;
import org.signalfall.topology.SeriesLimit;
import org.signalfall.topology.Telemetry;

/**
 * What the stages tell, as meters. What each means, and what to do when it moves, is in {@code
 * docs/metrics.md}, which a test holds to what is here.
 *
 * <p>Labels come from short lists, and from names of feeds, whose number is limited.
 */
public final class Meters implements Telemetry {

  private static final String STAGE = "stage";
  private static final String PARTITION = "partition";
  private static final String FEED = "feed";
  private static final double MS = 1_000;

  private final MeterRegistry registry;

  /** Creates the meters of one process. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Telemetry.Task task(String stage, int partition) {
    return new TaskMeters(stage, partition);
  }

  @Override
  public void deadLetter(String topic, DeadLetterKind kind) {
    Counter.builder("signalfall.dead.letters")
        .tag("topic", topic)
        .tag("reason", kind.word())
        .register(registry)
        .increment();
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /** Gauges of a task go with it; counters stay, since they only grow. */
  private final class TaskMeters implements Telemetry.Task {

    private final String stage;
    private final Tags task;
    private final Map<String, Through> progress = new ConcurrentHashMap<>();
    private final Map<SeriesState, Counter> judged = new EnumMap<>(SeriesState.class);
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    /** A feed's progress and the gauge that shows it. */
    private record Through(AtomicLong time, Meter gauge) {}

    /** A number and the gauge that shows it. */
    private record Level(AtomicLong value, Meter gauge) {}

    TaskMeters(String stage, int partition) {
      this.stage = stage;
      this.task = Tags.of(STAGE, stage, PARTITION, Integer.toString(partition));
      for (SeriesState status : SeriesState.values()) {
        judged.put(
            status,
            Counter.builder("signalfall.verdicts")
                .tag(STAGE, stage)
                .tag("status", word(status))
                .register(registry));
      }
    }

    @Override
    public void progress(String feed, long through) {
      progress.computeIfAbsent(feed, this::newProgress).time().set(through);
    }

    private Through newProgress(String feed) {
      AtomicLong time = new AtomicLong();
      return new Through(
          time,
          Gauge.builder("signalfall.progress.lag", () -> lagSeconds(time.get()))
              .baseUnit("seconds")
              .tags(task.and(FEED, feed))
              .register(registry));
    }

    private double lagSeconds(long through) {
      return Math.max(0, registry.config().clock().wallTime() - through) / MS;
    }

    @Override
    public void progressEnds(String feed) {
      Through ended = progress.remove(feed);
      if (ended != null) {
        registry.remove(ended.gauge());
      }
    }

    @Override
    public void judged(SeriesState status) {
      judged.get(status).increment();
    }

    @Override
    public void late(String feed) {
      Counter.builder("signalfall.late.records").tag(FEED, feed).register(registry).increment();
    }

    @Override
    public void limitHit(SeriesLimit limit) {
      Counter.builder("signalfall.limit.hits")
          .tag(STAGE, stage)
          .tag("limit", limit.word())
          .register(registry)
          .increment();
    }

    @Override
    public void series(long known) {
      level("signalfall.series", task, known);
    }

    @Override
    public void published(Category category, EventStatus status) {
      Counter.builder("signalfall.event.revisions")
          .tag("category", word(category))
          .tag("status", word(status))
          .register(registry)
          .increment();
    }

    @Override
    public void open(Category category, long events) {
      level("signalfall.events.open", task.and("category", word(category)), events);
    }

    private void level(String name, Tags tags, long value) {
      levels.computeIfAbsent(name + tags, key -> newLevel(name, tags)).value().set(value);
    }

    private Level newLevel(String name, Tags tags) {
      AtomicLong value = new AtomicLong();
      return new Level(value, Gauge.builder(name, value::get).tags(tags).register(registry));
    }

    @Override
    public void close() {
      progress.keySet().forEach(this::progressEnds);
      levels.values().forEach(level -> registry.remove(level.gauge()));
      levels.clear();
    }
  }
}
