package org.signalfall.runtime.watchdog;

import java.time.Instant;
import java.util.Optional;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;

/**
 * What the watchdog makes of a raw record of any kind. At most one of the optional parts is there.
 *
 * @param feed the feed that it belongs to
 * @param lane the lane that wrote it
 * @param sequence its number within the lane
 * @param origin why the record exists
 * @param appended when the broker appended it
 * @param time event time of what is data
 * @param marker a promise
 * @param roster a change of the roster
 * @param word the word that the feed has stalled or resumed
 */
record Heard(
    Feed feed,
    int lane,
    long sequence,
    Origin origin,
    Instant appended,
    Optional<Instant> time,
    Optional<ProgressMarker> marker,
    Optional<RosterChange> roster,
    Optional<Word> word) {

  /**
   * A word that is there for the topology to obey.
   *
   * @param stalled whether the feed has stalled, rather than resumed
   * @param stall how far it had come
   */
  record Word(boolean stalled, FeedStall stall) {}
}
