package org.signalfall.runtime;

/** Who has to do with the topics, each with as few permissions as it needs. */
public enum Role {
  /** Writes raw records and dead letters: every {@code ingest} command. */
  INGEST,
  /** Runs the topology: {@code stream}. */
  STREAMS,
  /** Says which feeds have fallen silent: {@code watchdog}. */
  WATCHDOG,
  /** Reads what comes out: {@code events}, alerting, archives. */
  READER,
  /** Reads dead letters and sends them again: {@code deadletter}. */
  OPERATOR
}
