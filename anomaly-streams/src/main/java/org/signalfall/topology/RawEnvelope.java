package org.signalfall.topology;

import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.TrafficRecord;

/**
 * What every raw record says beside its data, whatever the topic. What its kind does not announce
 * is null.
 */
record RawEnvelope(
    Kind kind,
    String feed,
    int lane,
    long sequence,
    Origin origin,
    ProgressMarker marker,
    RosterChange roster,
    FeedStall stall) {

  /** What a raw record is to the stage that takes it. */
  enum Kind {
    DATA,
    MARKER,
    ROSTER,
    STALL,
    RESUME
  }

  static RawEnvelope of(ProbeRecord raw) {
    return new RawEnvelope(
        kind(raw == null ? "UNKNOWN" : raw.getType().name()),
        raw.getFeed(),
        raw.getLane(),
        raw.getSequence(),
        raw.getOrigin(),
        raw.getMarker(),
        raw.getRoster(),
        raw.getStall());
  }

  static RawEnvelope of(BgpRecord raw) {
    return new RawEnvelope(
        kind(raw == null ? "UNKNOWN" : raw.getType().name()),
        raw.getFeed(),
        raw.getLane(),
        raw.getSequence(),
        raw.getOrigin(),
        raw.getMarker(),
        raw.getRoster(),
        raw.getStall());
  }

  static RawEnvelope of(TrafficRecord raw) {
    return new RawEnvelope(
        kind(raw == null ? "UNKNOWN" : raw.getType().name()),
        raw.getFeed(),
        raw.getLane(),
        raw.getSequence(),
        raw.getOrigin(),
        raw.getMarker(),
        raw.getRoster(),
        raw.getStall());
  }

  /** The topics share these names; any other is one kind of data or another. */
  private static Kind kind(String type) {
    return switch (type) {
      case "UNKNOWN" ->
          throw new RefusedRecordException("the record is of no type that this version knows");
      case "MARKER" -> Kind.MARKER;
      case "ROSTER" -> Kind.ROSTER;
      case "STALL" -> Kind.STALL;
      case "RESUME" -> Kind.RESUME;
      default -> Kind.DATA;
    };
  }
}
