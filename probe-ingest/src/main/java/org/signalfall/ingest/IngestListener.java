package org.signalfall.ingest;

/** Follows an ingestion. Called from the thread that ingests, so it should return fast. */
@FunctionalInterface
public interface IngestListener {

  /** Listens to nothing. */
  IngestListener NONE = (records, rejected, eventTime, progress) -> {};

  /**
   * Called with the first record, then every so many records, and at the end.
   *
   * @param records records gone through so far, those of an earlier ingestion included
   * @param rejected pieces of input rejected so far
   * @param eventTime event time reached, in milliseconds since the epoch
   * @param progress share of all input that has been sent, from 0 to 1
   */
  void progressed(long records, long rejected, long eventTime, double progress);
}
