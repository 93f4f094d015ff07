package org.signalfall.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.signalfall.ingest.input.Fingerprint;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.topic.ClockSkew;

/**
 * Merges sources by time and writes them to the raw topics, so that any reader of a partition
 * learns from markers how far each feed has come.
 *
 * <p>Every lane writes, in this order: a roster record for each feed of the ingestion; data, with a
 * marker now and then; at the end a marker and a final marker beyond the last record of all feeds.
 * One thread does all of it, and holds one grace of each source: when the broker is slow the
 * producer blocks, and with it the reading.
 *
 * <p>Records, dead letters and the position that they lead to are committed together. Whoever runs
 * the same input again after a kill goes on behind the last acknowledged record, so that nothing is
 * lost and nothing is there twice.
 */
public final class Ingestion implements AutoCloseable {

  private static final long MINUTE_MS = 60_000;

  /** Telling how far each source has come costs more than reading most records. */
  private static final int TELL_EVERY = 64;

  private final IngestConfig config;
  private final List<Source> sources;
  private final IngestListener listener;
  private final Brokers brokers;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  /**
   * Creates an ingestion; nothing is opened before {@link #run()}.
   *
   * @throws IllegalArgumentException when sources of one feed differ in kind
   */
  public Ingestion(IngestConfig config, List<Source> sources, IngestListener listener) {
    this(
        config,
        sources,
        listener,
        new KafkaBrokers(
            config.clientConfigs(),
            (int) sources.stream().map(source -> source.feed().name()).distinct().count()));
  }

  /**
   * Creates an ingestion into other brokers than those that the configuration names.
   *
   * @throws IllegalArgumentException when sources of one feed differ in kind
   */
  public Ingestion(
      IngestConfig config, List<Source> sources, IngestListener listener, Brokers brokers) {
    TrustedClasses.register();
    this.config = config;
    this.sources = List.copyOf(sources);
    this.listener = listener;
    this.brokers = brokers;
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
    Map<String, String> identities = identities();
    try (DeadLetters deadLetters = new DeadLetters(identities, config.positionMode(), brokers)) {
      List<Lane> laneOfSource = openLanes(identities);
      if (!lanes.isEmpty() && lanes.values().stream().allMatch(Lane::finished)) {
        return IngestSummary.allWrittenBefore(writtenBefore());
      }
      return read(laneOfSource, deadLetters);
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
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

  private IngestSummary read(List<Lane> laneOfSource, DeadLetters deadLetters) throws IOException {
    try (SourceMerge merge = new SourceMerge(sources, config.graceMs(), deadLetters)) {
      deadLetters.commit();
      return write(merge, laneOfSource, deadLetters);
    }
  }

  private IngestSummary write(SourceMerge merge, List<Lane> laneOfSource, DeadLetters deadLetters)
      throws IOException {
    SourceMerge.Head first = merge.peek();
    long firstTime = first == null ? 0 : first.record().time();
    announce(firstTime);

    MarkerClock markers = new MarkerClock(config, firstTime);
    long records = 0;
    long late = 0;
    long lastTime = firstTime;
    for (SourceMerge.Head head = merge.poll(); head != null; head = merge.poll()) {
      long time = head.record().time();
      if (markers.due(time)) {
        lanes.values().forEach(lane -> lane.mark(time));
      }
      if (markers.commitDue()) {
        commit(deadLetters);
      }
      if (laneOfSource.get(head.source()).write(head.record())) {
        late++;
      }
      lastTime = Math.max(lastTime, time);
      if (records % TELL_EVERY == 0) {
        listener.progressed(records + 1, deadLetters.count(), lastTime, merge.progress());
      }
      records++;
    }
    end(lastTime, deadLetters);
    listener.progressed(records, deadLetters.count(), lastTime, 1.0);
    return new IngestSummary(
        records, writtenBefore(), deadLetters.count(), late, firstTime, lastTime);
  }

  private List<Lane> openLanes(Map<String, String> identities) {
    List<Lane> laneOfSource = new ArrayList<>();
    for (Source source : sources) {
      FeedInfo feed = source.feed();
      laneOfSource.add(
          lanes.computeIfAbsent(
              feed.name(),
              name ->
                  new Lane(feed, identities.get(name), config.positionMode(), config, brokers)));
    }
    lanes.values().forEach(lane -> lane.open(brokers));
    return laneOfSource;
  }

  private void announce(long effective) {
    Collection<Lane> all = lanes.values();
    for (Lane lane : all) {
      all.forEach(joining -> lane.announce(joining.feed(), effective));
    }
    all.forEach(Lane::commit);
  }

  /** Dead letters go first: when a lane has finished, nothing is read again. */
  private void commit(DeadLetters deadLetters) {
    deadLetters.commit();
    lanes.values().forEach(Lane::commit);
  }

  private void end(long lastTime, DeadLetters deadLetters) {
    long through = Math.floorDiv(lastTime + MINUTE_MS - 1, MINUTE_MS) * MINUTE_MS + MINUTE_MS;
    // One record ahead of its time must not take the end away from all feeds.
    long latest = System.currentTimeMillis() + ClockSkew.ALLOWED.toMillis() - MINUTE_MS;
    lanes.values().forEach(lane -> lane.end(Math.min(through, latest)));
    commit(deadLetters);
  }

  private long writtenBefore() {
    return lanes.values().stream().mapToLong(Lane::resumedAfter).sum();
  }

  /** The order of a feed's records depends on all of its sources, and on grace. */
  private Map<String, String> identities() throws IOException {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (Source source : sources) {
      parts
          .computeIfAbsent(
              source.feed().name(), name -> new ArrayList<>(List.of("" + config.graceMs())))
          .add(source.identity());
    }
    Map<String, String> identities = new LinkedHashMap<>();
    parts.forEach((feed, texts) -> identities.put(feed, Fingerprint.ofTexts(texts)));
    return identities;
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
