package org.signalfall.topology;

import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;

/** Tells how far a stage has come with a feed, as it tells the stages downstream. */
final class StageProgress {

  private StageProgress() {}

  static void tell(Telemetry.Task telemetry, StageRecord told) {
    if (told.getFinalMarker() || told.getType() == StageRecordType.STALL) {
      telemetry.progressEnds(told.getFeed());
    } else {
      telemetry.progress(told.getFeed(), told.getTime().toEpochMilli());
    }
  }
}
