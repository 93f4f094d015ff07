package org.signalfall.ingest;

import org.apache.avro.specific.SpecificRecord;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;

/** The raw topic of one kind of feed: its name, its keys and its envelope. */
sealed interface RawTopic permits ProbeTopic, BgpTopic, TrafficTopic {

  static RawTopic of(FeedKind kind) {
    return switch (kind) {
      case PROBE -> new ProbeTopic();
      case TRAFFIC -> new TrafficTopic();
      case BGP -> new BgpTopic();
      case UNKNOWN -> throw new IllegalArgumentException("no raw topic for kind " + kind);
    };
  }

  String topicName();

  /** Returns the key of a record that concerns one partition. */
  String key(TimedRecord record);

  /** Returns whether a record has to reach every partition. */
  default boolean concernsAllPartitions(TimedRecord record) {
    return false;
  }

  SpecificRecord data(Envelope envelope, TimedRecord record);

  SpecificRecord marker(Envelope envelope, ProgressMarker marker);

  SpecificRecord roster(Envelope envelope, RosterChange roster);

  /** Returns the word that the feed has lost sight, or sees again. */
  SpecificRecord stall(Envelope envelope, FeedStall stall, boolean lost);
}
