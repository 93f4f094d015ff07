package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.UpdateMessage;

/**
 * Gets the records of an MRT file in their order. Everything handed over is overwritten by the next
 * record, but for the index of peers.
 */
public interface MrtHandler {

  /** A table dump begins: its entries refer to these peers. */
  void peerIndexTable(MrtRecord record, PeerIndexTable peers);

  /** All routes of one prefix in a table dump; walk over them with {@link RibRecord#next()}. */
  void rib(MrtRecord record, RibRecord rib);

  /** One route of a table dump of old. */
  void tableDump(MrtRecord record, TableDumpRecord route);

  /** A peer announced and withdrew prefixes. */
  void update(MrtRecord record, Session session, UpdateMessage update);

  /**
   * A session changed between states of RFC 4271, section 8.2.2: 1 Idle, 2 Connect, 3 Active, 4
   * OpenSent, 5 OpenConfirm, 6 Established.
   */
  void stateChange(MrtRecord record, Session session, int oldState, int newState);
}
