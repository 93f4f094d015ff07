package org.signalfall.ingest;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.signalfall.schema.TrustedClasses;

/**
 * Writes what a live source hears to its raw topic, for as long as it runs. The source listens in a
 * thread of its own; this one writes, commits and marks progress by the clock.
 */
public final class LiveIngestion implements AutoCloseable {

  private static final long STOP_SECONDS = 10;

  private final LiveSource source;
  private final LiveQueue queue;
  private final LiveLane lane;
  private final Brokers brokers;
  private final ExecutorService listening = Executors.newSingleThreadExecutor();

  /** Creates an ingestion; nothing is opened before {@link #run()}. */
  public LiveIngestion(IngestConfig config, LiveSource source) {
    this(config, source, Clock.systemUTC(), new KafkaBrokers(config.clientConfigs(), 1));
  }

  LiveIngestion(IngestConfig config, LiveSource source, Clock clock, Brokers brokers) {
    TrustedClasses.register();
    FeedInfo feed = source.feed();
    this.source = source;
    this.brokers = brokers;
    this.queue = new LiveQueue(clock);
    this.lane =
        new LiveLane(
            queue,
            new Lane(feed, feed.name(), PositionMode.OFF, config, brokers),
            new DeadLetters(Map.of(), PositionMode.OFF, brokers),
            config);
  }

  /**
   * Runs until the thread is interrupted, or the source or the brokers fail.
   *
   * @throws IOException when either fails; the message is one sentence for a person
   * @throws InterruptedException when the thread was interrupted; what wasn't committed is aborted
   */
  public void run() throws IOException, InterruptedException {
    try {
      lane.open(brokers);
      Future<?> listens =
          listening.submit(
              () -> {
                source.listen(queue);
                return null;
              });
      while (!listens.isDone()) {
        lane.step();
      }
      lane.step();
      listens.get();
    } catch (InterruptException | CancellationException e) {
      boolean unused = Thread.interrupted();
      throw new InterruptedException("the ingestion was interrupted");
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new IOException("another ingestion has taken over the feed", e);
    } catch (KafkaException | IllegalStateException e) {
      throw new IOException("the Kafka cluster did not take the records: " + e.getMessage(), e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Lets the source end first, so that it can tell whoever waits for what is not committed. */
  @Override
  public void close() {
    listening.shutdownNow();
    try {
      boolean unused = listening.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lane.close();
    }
  }
}
