package org.signalfall.runtime.watchdog;

import java.time.Instant;
import org.signalfall.avro.Origin;

/**
 * What the watchdog has to say of a feed.
 *
 * @param feed the feed
 * @param sequence number of the word within the watchdog's lane, the same in every partition
 * @param origin why the feed's records exist
 * @param stalled whether it has stalled, rather than resumed
 * @param through event time through which it has come
 */
record Verdict(Feed feed, long sequence, Origin origin, boolean stalled, Instant through) {}
