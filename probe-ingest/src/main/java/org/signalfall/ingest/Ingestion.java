package org.signalfall.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.signalfall.schema.TrustedClasses;

/**
 * Merges sources by time and writes them to the raw topics, so that any reader of a partition
 * learns from markers how far each feed has come.
 *
 * <p>Every lane writes, in this order: a roster record for each feed of the ingestion; data, with a
 * marker now and then; at the end a marker and a final marker beyond the last record of all feeds.
 * One thread does all of it, and holds one grace of each source: when the broker is slow the
 * producer blocks, and with it the reading.
 */
public final class Ingestion implements AutoCloseable {

  private static final long MINUTE_MS = 60_000;

  private final IngestConfig config;
  private final List<Source> sources;
  private final IngestListener listener;
  private final ProducerFactory producers;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  /**
   * Creates an ingestion; nothing is opened before {@link #run()}.
   *
   * @throws IllegalArgumentException when sources of one feed differ in kind
   */
  public Ingestion(IngestConfig config, List<Source> sources, IngestListener listener) {
    this(config, sources, listener, new KafkaProducerFactory(config.clientConfigs()));
  }

  Ingestion(
      IngestConfig config,
      List<Source> sources,
      IngestListener listener,
      ProducerFactory producers) {
    TrustedClasses.register();
    this.config = config;
    this.sources = List.copyOf(sources);
    this.listener = listener;
    this.producers = producers;
    requireOneKindPerFeed(this.sources);
  }

  /**
   * Reads all sources to their end and returns when all of it is acknowledged. To be called once.
   *
   * @throws IOException when a source can't be read or the cluster doesn't take the records; the
   *     message is one sentence for a person
   * @throws InterruptedException when the thread was interrupted; what wasn't committed is aborted
   */
  public IngestSummary run() throws IOException, InterruptedException {
    try (DeadLetters deadLetters = new DeadLetters(producers.deadLetters());
        SourceMerge merge = new SourceMerge(sources, config.graceMs(), deadLetters)) {
      IngestSummary summary = write(merge, deadLetters);
      deadLetters.flush();
      return summary;
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (ProducerFencedException e) {
      throw new IOException("another ingestion has taken over one of the feeds", e);
    } catch (KafkaException | IllegalStateException e) {
      throw new IOException(
          "the Kafka cluster at "
              + String.join(",", config.getList(IngestConfig.BOOTSTRAP_SERVERS))
              + " did not take the records: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::close);
    lanes.clear();
  }

  private IngestSummary write(SourceMerge merge, DeadLetters deadLetters) throws IOException {
    SourceMerge.Head first = merge.peek();
    long firstTime = first == null ? 0 : first.record().time();
    List<Lane> laneOfSource = openLanes();
    announce(firstTime);

    MarkerClock markers = new MarkerClock(config, firstTime);
    long records = 0;
    long late = 0;
    long lastTime = firstTime;
    for (SourceMerge.Head head = merge.poll(); head != null; head = merge.poll()) {
      long time = head.record().time();
      if (markers.due(time)) {
        markAll(time, markers);
      }
      if (laneOfSource.get(head.source()).write(head.record())) {
        late++;
      }
      records++;
      lastTime = Math.max(lastTime, time);
      listener.progressed(records, deadLetters.count(), lastTime, merge.progress());
    }
    end(lastTime);
    return new IngestSummary(records, deadLetters.count(), late, firstTime, lastTime);
  }

  private List<Lane> openLanes() {
    List<Lane> laneOfSource = new ArrayList<>();
    for (Source source : sources) {
      laneOfSource.add(
          lanes.computeIfAbsent(
              source.feed().name(),
              name -> new Lane(source.feed(), config.origin(), config.partitions(), producers)));
    }
    lanes.values().forEach(Lane::open);
    return laneOfSource;
  }

  private void announce(long effective) {
    Collection<Lane> all = lanes.values();
    for (Lane lane : all) {
      all.forEach(joining -> lane.announce(joining.feed(), effective));
    }
    all.forEach(Lane::commit);
  }

  private void markAll(long through, MarkerClock markers) {
    lanes.values().forEach(lane -> lane.mark(through, false));
    if (markers.commitDue()) {
      lanes.values().forEach(Lane::commit);
    }
  }

  private void end(long lastTime) {
    long through = Math.floorDiv(lastTime + MINUTE_MS - 1, MINUTE_MS) * MINUTE_MS + MINUTE_MS;
    for (Lane lane : lanes.values()) {
      lane.mark(through, false);
      lane.mark(through, true);
      lane.commit();
    }
  }

  private static void requireOneKindPerFeed(List<Source> sources) {
    Map<String, FeedInfo> feeds = new LinkedHashMap<>();
    for (Source source : sources) {
      FeedInfo feed = source.feed();
      FeedInfo known = feeds.putIfAbsent(feed.name(), feed);
      if (known != null && known.kind() != feed.kind()) {
        throw new IllegalArgumentException(
            "feed " + feed.name() + " is of kind " + known.kind() + " and of kind " + feed.kind());
      }
    }
  }

  private static InterruptedException interrupted(InterruptException cause) {
    // Kafka sets the interrupt flag again; the checked exception takes its place.
    boolean unused = Thread.interrupted();
    InterruptedException exception = new InterruptedException("the ingestion was interrupted");
    exception.initCause(cause);
    return exception;
  }
}
