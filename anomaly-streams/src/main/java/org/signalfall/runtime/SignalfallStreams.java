package org.signalfall.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.topology.Rulebook;
import org.signalfall.topology.SignalfallTopology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology's process: starts it, says whether it runs or why it failed, and stops it. */
public final class SignalfallStreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SignalfallStreams.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * Prepares the process without starting it.
   *
   * @throws TopicMismatchException when the topics are missing or have other partitions than the
   *     settings say
   */
  public SignalfallStreams(StreamsSettings settings) {
    TopicCheck.require(settings);
    ContractSerdes serdes = new ContractSerdes(settings.forClients());
    Topology topology =
        SignalfallTopology.build(
            Rulebook.defaults().with(settings.reference()).withSeriesTtl(settings.seriesTtl()),
            settings.vantageKey(),
            settings.partitions(),
            settings.tapsSignals(),
            serdes::value,
            Stores::persistentKeyValueStore);
    streams = new KafkaStreams(topology, settings.forStreams());
    streams.setUncaughtExceptionHandler(
        exception -> {
          LOG.error("The topology has failed", exception);
          failure.compareAndSet(null, exception);
          settled.countDown();
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING || now == State.ERROR) {
            settled.countDown();
          }
        });
  }

  /** Starts working. */
  public void start() {
    streams.start();
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

  @Override
  public void close() {
    if (!streams.close(CLOSE_TIMEOUT)) {
      LOG.warn("The topology did not stop within {}", CLOSE_TIMEOUT);
    }
  }
}
