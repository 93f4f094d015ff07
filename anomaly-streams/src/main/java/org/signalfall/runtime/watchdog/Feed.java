package org.signalfall.runtime.watchdog;

import org.signalfall.avro.FeedKind;

/**
 * A feed, as the watchdog tells one from another.
 *
 * @param kind its kind, which names its raw topic
 * @param name its name
 */
record Feed(FeedKind kind, String name) {}
