package org.signalfall.runtime.watchdog;

import java.time.Instant;
import java.util.Map;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.schema.topic.Lanes;
import org.signalfall.schema.topic.TopicCatalogue;

/** The raw topic of levels. */
final class TrafficWords extends RawTopicWords<TrafficRecord> {

  TrafficWords(Map<String, ?> configs) {
    super(FeedKind.TRAFFIC, TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class, configs);
  }

  @Override
  Heard heard(TrafficRecord record, Instant appended) {
    return heard(
        record.getFeed(),
        record.getLane(),
        record.getSequence(),
        record.getOrigin(),
        appended,
        time(record),
        record.getMarker(),
        record.getRoster(),
        wordOf(record.getType() == TrafficRecordType.STALL, record.getStall()));
  }

  @Override
  TrafficRecord word(Verdict verdict, FeedStall stall) {
    return TrafficRecord.newBuilder()
        .setType(verdict.stalled() ? TrafficRecordType.STALL : TrafficRecordType.RESUME)
        .setFeed(verdict.feed().name())
        .setLane(Lanes.WATCHDOG)
        .setSequence(verdict.sequence())
        .setOrigin(verdict.origin())
        .setStall(stall)
        .build();
  }

  private static Instant time(TrafficRecord record) {
    return record.getSample() == null ? null : record.getSample().getTime();
  }
}
