package org.signalfall.ingest;

/**
 * What an ingestion has done.
 *
 * @param records records sent
 * @param rejected pieces of input that went to the dead letters
 * @param late records among those sent that came behind a marker of their own feed
 * @param firstTime event time of the first record in milliseconds since the epoch; 0 without
 *     records
 * @param lastTime event time of the last record in milliseconds since the epoch; 0 without records
 */
public record IngestSummary(
    long records, long rejected, long late, long firstTime, long lastTime) {}
