package org.signalfall.ingest;

import org.apache.avro.specific.SpecificRecord;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.ingest.bgp.CoveringBlock;
import org.signalfall.schema.topic.TopicCatalogue;

/** Raw BGP, keyed by covering block, so that overlapping prefixes meet in one partition. */
record BgpTopic() implements RawTopic {

  @Override
  public String topicName() {
    return TopicCatalogue.RAW_BGP;
  }

  @Override
  public String key(TimedRecord record) {
    return CoveringBlock.of(TimedBgp.prefix(bgp(record)));
  }

  /** The state of a peer matters to whatever prefixes it tells of. */
  @Override
  public boolean concernsAllPartitions(TimedRecord record) {
    return record instanceof TimedBgp.Peer;
  }

  @Override
  public SpecificRecord data(Envelope envelope, TimedRecord record) {
    TimedBgp bgp = bgp(record);
    if (bgp instanceof TimedBgp.Update update) {
      return record(envelope, BgpRecordType.UPDATE).setUpdate(update.update()).build();
    }
    if (bgp instanceof TimedBgp.Table table) {
      return record(envelope, BgpRecordType.RIB_ENTRY).setRibEntry(table.entry()).build();
    }
    return record(envelope, BgpRecordType.PEER_STATE)
        .setPeerState(((TimedBgp.Peer) bgp).state())
        .build();
  }

  @Override
  public SpecificRecord marker(Envelope envelope, ProgressMarker marker) {
    return record(envelope, BgpRecordType.MARKER).setMarker(marker).build();
  }

  @Override
  public SpecificRecord roster(Envelope envelope, RosterChange roster) {
    return record(envelope, BgpRecordType.ROSTER).setRoster(roster).build();
  }

  @Override
  public SpecificRecord stall(Envelope envelope, FeedStall stall, boolean lost) {
    return record(envelope, lost ? BgpRecordType.STALL : BgpRecordType.RESUME)
        .setStall(stall)
        .build();
  }

  private static TimedBgp bgp(TimedRecord record) {
    if (record instanceof TimedBgp bgp) {
      return bgp;
    }
    throw new IllegalArgumentException("a feed of kind BGP gave " + record);
  }

  private static BgpRecord.Builder record(Envelope envelope, BgpRecordType type) {
    return BgpRecord.newBuilder()
        .setType(type)
        .setFeed(envelope.feed())
        .setLane(envelope.lane())
        .setSequence(envelope.sequence())
        .setOrigin(envelope.origin());
  }
}
