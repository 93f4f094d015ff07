package org.signalfall.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.RosteredFeed;
import org.signalfall.event.ServiceWatch;
import org.signalfall.event.Sight;

/** What a stage knows of the feeds upstream: who is on the roster, and how far each has come. */
final class Upstream {

  private final KeyValueStore<String, byte[]> feeds;

  Upstream(KeyValueStore<String, byte[]> feeds) {
    this.feeds = feeds;
  }

  /** Enters a change of the roster; a feed that is already known keeps its progress. */
  void enroll(StageRecord record) {
    FeedKind kind = record.getRoster().getKind();
    long effective = record.getRoster().getEffective().toEpochMilli();
    byte[] known = feeds.get(record.getFeed());
    if (known != null) {
      RosteredFeed feed = RosteredFeed.decode(known);
      put(record.getFeed(), feed.changed(record.getRoster().getJoins(), effective));
    } else if (kind != FeedKind.UNKNOWN && record.getRoster().getJoins()) {
      put(record.getFeed(), RosteredFeed.joining(kind, effective));
    }
  }

  /** Notes how far one task upstream has come, and whether the feed has stalled there. */
  void note(StageRecord record) {
    RosteredFeed feed = require(record.getFeed());
    feed.progress()
        .note(
            record.getStage(),
            record.getPartition(),
            record.getTime().toEpochMilli(),
            record.getFinalMarker(),
            record.getType() == StageRecordType.STALL);
    put(record.getFeed(), feed);
  }

  /** Notes that the cases that depend on a feed were told whether it sees. */
  void told(String name, Sight sight) {
    put(name, require(name).told(sight));
  }

  /** Returns whether a feed sees. What all feeds say together sees as long as one of them does. */
  Sight sight(String name) {
    if (!name.equals(ServiceWatch.EVERY_FEED)) {
      return require(name).sight();
    }
    return roster().stream()
        .map(entry -> entry.value.sight())
        .min(Comparator.naturalOrder())
        .orElse(Sight.CLEAR);
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
