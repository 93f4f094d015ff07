package org.signalfall.topology;

import org.apache.kafka.common.utils.Bytes;
import org.signalfall.signal.SeriesId;

/** A series of a feed. */
record SeriesKey(String feed, SeriesId id) {

  /** Returns the key of the series in a store. */
  Bytes stored() {
    return StoreKeys.named(feed, id.encoded());
  }

  /** As records have it, but in plain code: every bin looks its series up. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesKey that && feed.equals(that.feed) && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return 31 * feed.hashCode() + id.hashCode();
  }
}
