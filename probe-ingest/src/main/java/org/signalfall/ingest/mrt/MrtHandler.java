package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.UpdateMessage;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Gets the records of an MRT file in their order. Everything handed over is overwritten by the next
 * record, but for the index of peers. Each method may refuse its record, which is then rejected.
 */
public interface MrtHandler {

  /** A table dump begins: its entries refer to these peers. */
  void peerIndexTable(MrtRecord record, PeerIndexTable peers) throws MalformedRecordException;

  /** All routes of one prefix in a table dump; walk over them with {@link RibRecord#next()}. */
  void rib(MrtRecord record, RibRecord rib) throws MalformedRecordException;

  /** One route of a table dump of old. */
  void tableDump(MrtRecord record, TableDumpRecord route) throws MalformedRecordException;

  /** A peer announced and withdrew prefixes. */
  void update(MrtRecord record, Session session, UpdateMessage update)
      throws MalformedRecordException;

  /**
   * A session changed between states of RFC 4271, section 8.2.2: 1 Idle, 2 Connect, 3 Active, 4
   * OpenSent, 5 OpenConfirm, 6 Established.
   */
  void stateChange(MrtRecord record, Session session, int oldState, int newState)
      throws MalformedRecordException;
}
