package org.signalfall.runtime;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.signalfall.runtime.operations.Health;
import org.signalfall.runtime.operations.Meters;
import org.signalfall.runtime.operations.ProcessMeters;
import org.signalfall.runtime.operations.StoreMeters;
import org.signalfall.schema.serde.BoundedSerde;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.serde.RegistryUnavailableException;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.topology.FailureBudget;
import org.signalfall.topology.SignalfallTopology;
import org.signalfall.topology.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topology's process: starts it, says whether it runs or why it failed, and stops it.
 *
 * <p>A schema registry that is away while it runs stops nothing but the records that need it: their
 * thread is started anew until the registry answers, and goes on where its last transaction ended.
 */
public final class SignalfallStreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SignalfallStreams.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(2);

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
  private final Restoration restoration = new Restoration();
  private final KafkaStreams streams;
  private final AbandonedTransactions transactions;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * Prepares the process without starting it.
   *
   * @throws StartException when topics, permissions or schemas are not as the topology needs them
   */
  public SignalfallStreams(StreamsSettings settings) {
    Topology topology = topology(settings);
    TopologyTopics used = TopologyTopics.of(topology);
    TopicCheck.require(settings, used);
    RegistryCheck.require(
        settings.forClients(),
        new TopicCatalogue(settings.partitions()),
        settings.registryPatience());
    streams = new KafkaStreams(topology, properties(settings, new Meters(meters)));
    streams.setGlobalStateRestoreListener(restoration);
    streams.setUncaughtExceptionHandler(this::handle);
    streams.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING || now == State.ERROR) {
            settled.countDown();
          }
        });
    bindMeters(used);
    transactions = new AbandonedTransactions(settings, () -> streams.state() == State.REBALANCING);
  }

  private static Topology topology(StreamsSettings settings) {
    ContractSerdes serdes = new ContractSerdes(settings.forClients());
    return SignalfallTopology.build(
        settings.rulebook(),
        settings.vantageKey(),
        settings.partitions(),
        settings.tapsSignals(),
        new SignalfallTopology.ContractSerde() {
          @Override
          public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
            return BoundedSerde.of(serdes.value(type), settings.mostRecordBytes());
          }
        },
        Stores::persistentKeyValueStore);
  }

  private static Properties properties(StreamsSettings settings, Telemetry telemetry) {
    Properties properties = settings.forStreams();
    properties.put(Telemetry.CONFIG, telemetry);
    properties.put(FailureBudget.CONFIG, new FailureBudget(settings.mostFailures()));
    return properties;
  }

  private void bindMeters(TopologyTopics used) {
    new StoreMeters(used.stores(), streams::metrics).bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    gcMetrics.bindTo(meters);
    new ProcessMeters(this::health, BoundedMemory::usedBytes, BoundedMemory::pinnedBytes)
        .bindTo(meters);
  }

  private StreamThreadExceptionResponse handle(Throwable exception) {
    if (isAwayRegistry(exception) && pause()) {
      LOG.warn("Trying again since the schema registry was away: {}", exception.getMessage());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("The topology has failed", exception);
    failure.compareAndSet(null, Forbidden.explained(exception));
    settled.countDown();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean isAwayRegistry(Throwable exception) {
    return Causes.of(exception).anyMatch(RegistryUnavailableException.class::isInstance);
  }

  private static boolean pause() {
    try {
      Thread.sleep(REGISTRY_PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts working. */
  public void start() {
    streams.start();
    transactions.start();
  }

  /** Waits until all tasks run; returns false when they don't within the time or have failed. */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return settled.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
        && failure.get() == null
        && streams.state().isRunningOrRebalancing();
  }

  /** Returns why the topology has failed, if it has. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Returns how the process is. */
  public Health health() {
    return new Health(
        streams.state(), restoration.left(), failure().map(Throwable::getMessage).orElse(""));
  }

  /**
   * Returns how many records of changelogs the stores of this process lack, those that stand by for
   * other processes included. Asks the brokers.
   */
  public long recordsBehind() {
    return streams.allLocalStorePartitionLags().values().stream()
        .flatMap(store -> store.values().stream())
        .mapToLong(LagInfo::offsetLag)
        .sum();
  }

  /** Returns all meters in the text format of Prometheus. */
  public String scrape() {
    return meters.scrape();
  }

  @Override
  public void close() {
    transactions.close();
    if (!streams.close(CLOSE_TIMEOUT)) {
      LOG.warn("The topology did not stop within {}", CLOSE_TIMEOUT);
    }
    gcMetrics.close();
    meters.close();
  }
}
