package org.signalfall.topology;

import org.apache.kafka.common.utils.Bytes;
import org.signalfall.signal.SeriesId;

/** A series of a feed. */
record SeriesKey(String feed, SeriesId id) {

  /** Returns the key of the series in a store. */
  Bytes stored() {
    return StoreKeys.named(feed, id.encoded());
  }
}
