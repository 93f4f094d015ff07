package org.signalfall.ingest;

/**
 * Follows an ingestion. Called often and from the thread that ingests, so it should return fast.
 */
@FunctionalInterface
public interface IngestListener {

  /** Listens to nothing. */
  IngestListener NONE = (records, rejected, eventTime, progress) -> {};

  /**
   * Called after every record.
   *
   * @param records records sent so far
   * @param rejected pieces of input rejected so far
   * @param eventTime event time reached, in milliseconds since the epoch
   * @param progress share of all input that has been sent, from 0 to 1
   */
  void progressed(long records, long rejected, long eventTime, double progress);
}
