package org.signalfall.ingest;

/**
 * What has become of an ingestion's input.
 *
 * @param records records of the input, all of them acknowledged
 * @param resumedAfter how many of them an earlier ingestion of the same input had written
 * @param rejected pieces of input that went to the dead letters
 * @param late records that came behind a marker of their own feed
 * @param firstTime event time of the first record in milliseconds since the epoch; 0 without
 *     records
 * @param lastTime event time of the last record in milliseconds since the epoch; 0 without records
 */
public record IngestSummary(
    long records, long resumedAfter, long rejected, long late, long firstTime, long lastTime) {

  /** Returns what is known of input that needed no reading, since all of it is acknowledged. */
  static IngestSummary allWrittenBefore(long records) {
    return new IngestSummary(records, records, 0, 0, 0, 0);
  }

  /** Returns whether there was nothing left to send. */
  public boolean allWrittenBefore() {
    return records > 0 && resumedAfter == records;
  }
}
