package org.signalfall.ingest.mrt;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What was read of MRT files, and what was not. */
public final class MrtCounts {

  private final Map<String, Long> passedOver = new TreeMap<>();
  private long records;
  private long rejected;
  private long skippedBytes;

  /** Returns how many records were found, whatever became of them. */
  public long records() {
    return records;
  }

  /** Returns how many records, or stretches that hold none, were rejected. */
  public long rejected() {
    return rejected;
  }

  /** Returns how many bytes belong to no record. */
  public long skippedBytes() {
    return skippedBytes;
  }

  /** Returns how many records and routes of each kind that isn't read were passed over. */
  public Map<String, Long> passedOver() {
    return Collections.unmodifiableMap(passedOver);
  }

  void addRecord() {
    records++;
  }

  void addRejected() {
    rejected++;
  }

  void addSkipped(long bytes) {
    skippedBytes += bytes;
  }

  void pass(String kind) {
    passedOver.merge(kind, 1L, Long::sum);
  }
}
