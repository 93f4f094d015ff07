package org.signalfall.ingest;

import org.apache.avro.specific.SpecificRecord;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.avro.TrafficSample;
import org.signalfall.schema.topic.TopicCatalogue;

/** Raw samples of levels, keyed by scope: {@code CC}, {@code CC/region} or {@code CC/ASn}. */
record TrafficTopic() implements RawTopic {

  @Override
  public String topicName() {
    return TopicCatalogue.RAW_TRAFFIC;
  }

  @Override
  public String key(TimedRecord record) {
    TrafficSample sample = sample(record);
    if (sample.getAsn() != null) {
      return sample.getCountry() + "/AS" + sample.getAsn();
    }
    return sample.getRegion() == null
        ? sample.getCountry()
        : sample.getCountry() + "/" + sample.getRegion();
  }

  @Override
  public SpecificRecord data(Envelope envelope, TimedRecord record) {
    return record(envelope, TrafficRecordType.SAMPLE).setSample(sample(record)).build();
  }

  @Override
  public SpecificRecord marker(Envelope envelope, ProgressMarker marker) {
    return record(envelope, TrafficRecordType.MARKER).setMarker(marker).build();
  }

  @Override
  public SpecificRecord roster(Envelope envelope, RosterChange roster) {
    return record(envelope, TrafficRecordType.ROSTER).setRoster(roster).build();
  }

  @Override
  public SpecificRecord stall(Envelope envelope, FeedStall stall, boolean lost) {
    return record(envelope, lost ? TrafficRecordType.STALL : TrafficRecordType.RESUME)
        .setStall(stall)
        .build();
  }

  private static TrafficSample sample(TimedRecord record) {
    if (record instanceof TimedTraffic traffic) {
      return traffic.sample();
    }
    throw new IllegalArgumentException("a feed of kind TRAFFIC gave " + record);
  }

  private static TrafficRecord.Builder record(Envelope envelope, TrafficRecordType type) {
    return TrafficRecord.newBuilder()
        .setType(type)
        .setFeed(envelope.feed())
        .setLane(envelope.lane())
        .setSequence(envelope.sequence())
        .setOrigin(envelope.origin());
  }
}
