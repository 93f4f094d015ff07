package org.signalfall.ingest.ooni;

import java.time.Instant;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * A measurement as a probe wrote it.
 *
 * @param fields what all tests write
 * @param keys what this test writes, {@code test_keys}
 * @param rows the attempts among them
 * @param time when it started
 */
record RawMeasurement(Fields fields, Fields keys, NetworkRows rows, Instant time) {

  static RawMeasurement of(Fields fields, Instant time) throws MalformedRecordException {
    Fields keys = fields.requiredObject("test_keys");
    return new RawMeasurement(fields, keys, NetworkRows.of(keys), time);
  }

  /** Returns the verdict, or none when the rows show that the probe couldn't tell. */
  TestVerdict unlessMute(TestVerdict verdict) {
    return rows.sayNothing() ? TestVerdict.NOTHING : verdict;
  }
}
