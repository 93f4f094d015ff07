package org.signalfall.runtime.watchdog;

import java.time.Duration;
import java.time.Instant;

/**
 * The last promise of one lane.
 *
 * @param sequence number of the record within the lane
 * @param appended when the broker appended it
 * @param through event time that was promised
 * @param ended whether the lane has said that nothing will follow
 * @param heardAt when the watchdog heard it, in its watch time
 */
record LaneWatch(
    long sequence, Instant appended, Instant through, boolean ended, Duration heardAt) {}
