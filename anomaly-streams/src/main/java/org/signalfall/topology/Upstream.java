package org.signalfall.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.StageRecord;
import org.signalfall.event.RosteredFeed;

/** What a stage knows of the feeds upstream: who is on the roster, and how far each has come. */
final class Upstream {

  private final KeyValueStore<String, byte[]> feeds;

  Upstream(KeyValueStore<String, byte[]> feeds) {
    this.feeds = feeds;
  }

  /** Enters a change of the roster; a feed that is already known keeps its progress. */
  void enroll(StageRecord record) {
    FeedKind kind = record.getRoster().getKind();
    if (kind != FeedKind.UNKNOWN && feeds.get(record.getFeed()) == null) {
      put(record.getFeed(), RosteredFeed.joining(kind));
    }
  }

  /** Notes how far one task upstream has come. */
  void note(StageRecord record) {
    RosteredFeed feed = require(record.getFeed());
    feed.progress()
        .note(
            record.getStage(),
            record.getPartition(),
            record.getTime().toEpochMilli(),
            record.getFinalMarker());
    put(record.getFeed(), feed);
  }

  /**
   * Notes the word that a feed has stalled, or has resumed.
   *
   * @return whether that was news
   */
  boolean said(StageRecord record, boolean stalled) {
    RosteredFeed before = require(record.getFeed());
    RosteredFeed after = before.said(stalled, record.getTime().toEpochMilli());
    put(record.getFeed(), after);
    return before.stalled() != after.stalled();
  }

  /**
   * Returns a feed on the roster.
   *
   * @throws RefusedRecordException when no roster change has announced it
   */
  RosteredFeed require(String name) {
    byte[] bytes = feeds.get(name);
    if (bytes == null) {
      throw new RefusedRecordException("no roster change has announced the feed " + name);
    }
    return RosteredFeed.decode(bytes);
  }

  /** Returns the whole roster, in order of name. */
  List<KeyValue<String, RosteredFeed>> roster() {
    List<KeyValue<String, RosteredFeed>> roster = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = feeds.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        roster.add(KeyValue.pair(entry.key, RosteredFeed.decode(entry.value)));
      }
    }
    return roster;
  }

  private void put(String name, RosteredFeed feed) {
    feeds.put(name, feed.encode());
  }
}
