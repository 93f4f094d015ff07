package org.signalfall.ingest.mrt;

import java.util.List;
import java.util.Map;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PrefixCounts;

/** What a file tells, before the files of its collector are merged. */
sealed interface MrtEvent {

  /** Returns the event time in milliseconds since the epoch. */
  long time();

  /** Routes were announced, withdrawn or dumped. */
  record Routes(TimedBgp record) implements MrtEvent {

    @Override
    public long time() {
      return record.time();
    }
  }

  /** A table dump of these peers begins. */
  record TableBegan(long time, List<PeerKey> peers) implements MrtEvent {}

  /** A table dump is over; its peers have so many prefixes in it. */
  record TableEnded(long time, Map<PeerKey, PrefixCounts> peers) implements MrtEvent {}

  /** A session changed its state. */
  record StateChanged(long time, PeerKey peer, int oldState, int newState) implements MrtEvent {}

  /** A peer has sent all that it has of a family. */
  record RibEnded(long time, PeerKey peer, int afi) implements MrtEvent {}
}
