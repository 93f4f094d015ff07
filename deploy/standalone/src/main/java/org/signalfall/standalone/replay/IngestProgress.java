package org.signalfall.standalone.replay;

import java.time.Instant;
import java.util.Optional;
import org.signalfall.ingest.IngestListener;

/**
 * How far an ingestion has come: written by the thread that ingests, read by the one that shows.
 */
public final class IngestProgress implements IngestListener {

  /**
   * One moment of it.
   *
   * @param records records sent so far
   * @param rejected pieces of input rejected so far
   * @param eventTime event time reached, empty before the first record
   * @param share share of the input that has been sent, 0 to 1
   */
  public record Snapshot(long records, long rejected, Optional<Instant> eventTime, double share) {}

  private volatile Instant first = Instant.EPOCH;
  private volatile Snapshot latest = new Snapshot(0, 0, Optional.empty(), 0);

  @Override
  public void progressed(long records, long rejected, long eventTime, double progress) {
    if (latest.eventTime().isEmpty()) {
      first = Instant.ofEpochMilli(eventTime);
    }
    latest =
        new Snapshot(records, rejected, Optional.of(Instant.ofEpochMilli(eventTime)), progress);
  }

  /** Returns the event time of the first record; the epoch before there is one. */
  Instant firstEventTime() {
    return first;
  }

  /** Returns the latest moment. */
  public Snapshot latest() {
    return latest;
  }
}
