package org.signalfall.runtime.watchdog;

import java.time.Instant;
import java.util.Map;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.schema.topic.Lanes;
import org.signalfall.schema.topic.TopicCatalogue;

/** The raw topic of BGP. */
final class BgpWords extends RawTopicWords<BgpRecord> {

  BgpWords(Map<String, ?> configs) {
    super(FeedKind.BGP, TopicCatalogue.RAW_BGP, BgpRecord.class, configs);
  }

  @Override
  Heard heard(BgpRecord record, Instant appended) {
    return heard(
        record.getFeed(),
        record.getLane(),
        record.getSequence(),
        record.getOrigin(),
        appended,
        time(record),
        record.getMarker(),
        record.getRoster(),
        wordOf(record.getType() == BgpRecordType.STALL, record.getStall()));
  }

  @Override
  BgpRecord word(Verdict verdict, FeedStall stall) {
    return BgpRecord.newBuilder()
        .setType(verdict.stalled() ? BgpRecordType.STALL : BgpRecordType.RESUME)
        .setFeed(verdict.feed().name())
        .setLane(Lanes.WATCHDOG)
        .setSequence(verdict.sequence())
        .setOrigin(verdict.origin())
        .setStall(stall)
        .build();
  }

  /** A table dump tells of old routes and says nothing of how late its feed is. */
  private static Instant time(BgpRecord record) {
    return record.getUpdate() == null ? null : record.getUpdate().getTime();
  }
}
