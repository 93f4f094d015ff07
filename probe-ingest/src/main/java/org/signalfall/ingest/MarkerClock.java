package org.signalfall.ingest;

/** Decides when a marker and when a commit is due. */
final class MarkerClock {

  private final int markerRecords;
  private final long markerIntervalMs;
  private final long commitIntervalNanos;
  private long recordsSinceMarker;
  private long markedThrough;
  private long committedAtNanos = System.nanoTime();

  MarkerClock(IngestConfig config, long firstTime) {
    this.markerRecords = config.markerRecords();
    this.markerIntervalMs = config.markerIntervalMs();
    this.commitIntervalNanos = config.commitIntervalMs() * 1_000_000;
    this.markedThrough = firstTime;
  }

  /**
   * Counts a record and says whether a marker is due before it. Records of one time share a marker,
   * so that none of them comes behind it.
   */
  boolean due(long time) {
    recordsSinceMarker++;
    boolean due =
        time > markedThrough
            && (recordsSinceMarker > markerRecords || time - markedThrough >= markerIntervalMs);
    if (due) {
      recordsSinceMarker = 1;
      markedThrough = time;
    }
    return due;
  }

  /** Says whether it is time to commit, and counts from now when it is. */
  boolean commitDue() {
    long now = System.nanoTime();
    boolean due = now - committedAtNanos >= commitIntervalNanos;
    if (due) {
      committedAtNanos = now;
    }
    return due;
  }
}
