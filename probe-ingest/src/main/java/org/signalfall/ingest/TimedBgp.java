package org.signalfall.ingest;

import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;

/** What a collector of BGP has seen, dated by when it saw it. */
public sealed interface TimedBgp extends TimedRecord {

  /** An announcement or a withdrawal of one prefix by one peer. */
  record Update(BgpUpdate update) implements TimedBgp {

    @Override
    public long time() {
      return update.getTime().toEpochMilli();
    }

    @Override
    public int weight() {
      return RECORD_BYTES + weightOf(update.getRoute());
    }
  }

  /** All routes of one prefix in a table dump. */
  record Table(RibEntry entry) implements TimedBgp {

    @Override
    public long time() {
      return entry.getTime().toEpochMilli();
    }

    @Override
    public int weight() {
      return RECORD_BYTES + entry.getRoutes().stream().mapToInt(TimedBgp::weightOf).sum();
    }
  }

  /** A session that came up, went down or transfers its table; concerns every prefix. */
  record Peer(PeerState state) implements TimedBgp {

    @Override
    public long time() {
      return state.getTime().toEpochMilli();
    }

    @Override
    public int weight() {
      return RECORD_BYTES;
    }
  }

  int RECORD_BYTES = 200;
  int ROUTE_BYTES = 200;
  int HOP_BYTES = 24;

  private static int weightOf(Route route) {
    return ROUTE_BYTES + HOP_BYTES * (route.getAsPath().size() + route.getOrigins().size());
  }

  /** Returns the prefix that the record is about. */
  static Prefix prefix(TimedBgp record) {
    if (record instanceof Update update) {
      return update.update().getPrefix();
    }
    if (record instanceof Table table) {
      return table.entry().getPrefix();
    }
    throw new IllegalArgumentException("a peer's state has no prefix");
  }
}
