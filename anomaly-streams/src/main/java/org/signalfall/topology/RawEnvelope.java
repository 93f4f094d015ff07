package org.signalfall.topology;

import org.apache.kafka.common.header.Headers;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.schema.topic.DeadLetterHeaders;

/**
 * What every raw record says beside its data, whatever the topic. What its kind does not announce
 * is null.
 *
 * @param sentAgain whether it was a dead letter: its lane has passed its number long since
 */
record RawEnvelope(
    Kind kind,
    String feed,
    int lane,
    long sequence,
    Origin origin,
    ProgressMarker marker,
    RosterChange roster,
    FeedStall stall,
    boolean sentAgain) {

  /** What a raw record is to the stage that takes it. */
  enum Kind {
    DATA,
    MARKER,
    ROSTER,
    STALL,
    RESUME
  }

  static RawEnvelope of(ProbeRecord raw, Headers headers) {
    return new RawEnvelope(
        kind(raw == null ? "UNKNOWN" : raw.getType().name()),
        raw.getFeed(),
        raw.getLane(),
        raw.getSequence(),
        raw.getOrigin(),
        raw.getMarker(),
        raw.getRoster(),
        raw.getStall(),
        isSentAgain(headers));
  }

  static RawEnvelope of(BgpRecord raw, Headers headers) {
    return new RawEnvelope(
        kind(raw == null ? "UNKNOWN" : raw.getType().name()),
        raw.getFeed(),
        raw.getLane(),
        raw.getSequence(),
        raw.getOrigin(),
        raw.getMarker(),
        raw.getRoster(),
        raw.getStall(),
        isSentAgain(headers));
  }

  static RawEnvelope of(TrafficRecord raw, Headers headers) {
    return new RawEnvelope(
        kind(raw == null ? "UNKNOWN" : raw.getType().name()),
        raw.getFeed(),
        raw.getLane(),
        raw.getSequence(),
        raw.getOrigin(),
        raw.getMarker(),
        raw.getRoster(),
        raw.getStall(),
        isSentAgain(headers));
  }

  private static boolean isSentAgain(Headers headers) {
    return headers.lastHeader(DeadLetterHeaders.SENT_AGAIN) != null;
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
