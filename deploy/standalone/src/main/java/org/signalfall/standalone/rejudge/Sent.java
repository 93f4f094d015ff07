package org.signalfall.standalone.rejudge;

import org.apache.avro.specific.SpecificRecord;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;

/**
 * A raw record as its lane sent it.
 *
 * @param lane the lane
 * @param sequence its number within the lane
 * @param toAll whether every partition has been told
 * @param value the record itself
 */
record Sent(Lane lane, long sequence, boolean toAll, SpecificRecord value) {

  /** A lane of a feed. */
  record Lane(String feed, int number) {}

  static Sent of(ProbeRecord raw) {
    boolean toAll = raw.getType() != ProbeRecordType.MEASUREMENT;
    return new Sent(new Lane(raw.getFeed(), raw.getLane()), raw.getSequence(), toAll, raw);
  }

  static Sent of(TrafficRecord raw) {
    boolean toAll = raw.getType() != TrafficRecordType.SAMPLE;
    return new Sent(new Lane(raw.getFeed(), raw.getLane()), raw.getSequence(), toAll, raw);
  }

  static Sent of(BgpRecord raw) {
    boolean toAll =
        raw.getType() != BgpRecordType.UPDATE && raw.getType() != BgpRecordType.RIB_ENTRY;
    return new Sent(new Lane(raw.getFeed(), raw.getLane()), raw.getSequence(), toAll, raw);
  }
}
