package org.signalfall.ingest;

import java.util.Map;
import java.util.TreeMap;
import org.signalfall.schema.topic.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends rejected input to the dead letters of the feed that it was read for. */
final class DeadLetters implements Rejections, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int LOGGED = 20;

  private final Map<String, String> identities;
  private final PositionMode mode;
  private final Brokers brokers;
  private final Map<String, FeedLetters> byFeed = new TreeMap<>();
  private long count;

  /**
   * Prepares for rejections; nothing is connected before the first.
   *
   * @param identities what tells the input of each feed from others, by name of the feed
   */
  DeadLetters(Map<String, String> identities, PositionMode mode, Brokers brokers) {
    this.identities = identities;
    this.mode = mode;
    this.brokers = brokers;
  }

  @Override
  public void reject(Rejection rejection) {
    count++;
    if (count <= LOGGED) {
      LOG.warn("{}: {}", rejection.place(), rejection.reason());
    } else if (count == LOGGED + 1) {
      LOG.warn("further rejections are in {} only", TopicCatalogue.DEAD_LETTER);
    }
    byFeed.computeIfAbsent(rejection.source(), this::open).add(rejection);
  }

  /** Returns how many pieces of input were rejected so far. */
  long count() {
    return count;
  }

  /** Waits until every dead letter is acknowledged. */
  void commit() {
    byFeed.values().forEach(FeedLetters::commit);
  }

  @Override
  public void close() {
    byFeed.values().forEach(FeedLetters::close);
  }

  private FeedLetters open(String feed) {
    return FeedLetters.open(feed, identities.getOrDefault(feed, feed), mode, brokers);
  }
}
