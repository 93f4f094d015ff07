package org.signalfall.ingest;

import org.apache.avro.specific.SpecificRecord;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.schema.topic.TopicCatalogue;

/** Raw probe measurements, keyed by network {@code CC/ASn}. */
record ProbeTopic() implements RawTopic {

  @Override
  public String topicName() {
    return TopicCatalogue.RAW_PROBE;
  }

  @Override
  public String key(TimedRecord record) {
    ProbeMeasurement measurement = measurement(record);
    return measurement.getCountry() + "/AS" + measurement.getAsn();
  }

  @Override
  public SpecificRecord data(Envelope envelope, TimedRecord record) {
    return record(envelope, ProbeRecordType.MEASUREMENT)
        .setMeasurement(measurement(record))
        .build();
  }

  @Override
  public SpecificRecord marker(Envelope envelope, ProgressMarker marker) {
    return record(envelope, ProbeRecordType.MARKER).setMarker(marker).build();
  }

  @Override
  public SpecificRecord roster(Envelope envelope, RosterChange roster) {
    return record(envelope, ProbeRecordType.ROSTER).setRoster(roster).build();
  }

  @Override
  public SpecificRecord stall(Envelope envelope, FeedStall stall, boolean lost) {
    return record(envelope, lost ? ProbeRecordType.STALL : ProbeRecordType.RESUME)
        .setStall(stall)
        .build();
  }

  private static ProbeMeasurement measurement(TimedRecord record) {
    if (record instanceof TimedProbe probe) {
      return probe.measurement();
    }
    throw new IllegalArgumentException("a feed of kind PROBE gave " + record);
  }

  private static ProbeRecord.Builder record(Envelope envelope, ProbeRecordType type) {
    return ProbeRecord.newBuilder()
        .setType(type)
        .setFeed(envelope.feed())
        .setLane(envelope.lane())
        .setSequence(envelope.sequence())
        .setOrigin(envelope.origin());
  }
}
