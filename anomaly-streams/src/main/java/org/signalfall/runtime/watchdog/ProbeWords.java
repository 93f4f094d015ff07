package org.signalfall.runtime.watchdog;

import java.time.Instant;
import java.util.Map;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.schema.topic.Lanes;
import org.signalfall.schema.topic.TopicCatalogue;

/** The raw topic of probe measurements. */
final class ProbeWords extends RawTopicWords<ProbeRecord> {

  ProbeWords(Map<String, ?> configs) {
    super(FeedKind.PROBE, TopicCatalogue.RAW_PROBE, ProbeRecord.class, configs);
  }

  @Override
  Heard heard(ProbeRecord record, Instant appended) {
    return heard(
        record.getFeed(),
        record.getLane(),
        record.getSequence(),
        record.getOrigin(),
        appended,
        time(record),
        record.getMarker(),
        record.getRoster(),
        wordOf(record.getType() == ProbeRecordType.STALL, record.getStall()));
  }

  @Override
  ProbeRecord word(Verdict verdict, FeedStall stall) {
    return ProbeRecord.newBuilder()
        .setType(verdict.stalled() ? ProbeRecordType.STALL : ProbeRecordType.RESUME)
        .setFeed(verdict.feed().name())
        .setLane(Lanes.WATCHDOG)
        .setSequence(verdict.sequence())
        .setOrigin(verdict.origin())
        .setStall(stall)
        .build();
  }

  private static Instant time(ProbeRecord record) {
    return record.getMeasurement() == null ? null : record.getMeasurement().getTime();
  }
}
