package org.signalfall.ingest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes what a live source hears, in the order of its calls. Safe for use by several threads. */
public interface LiveSink {

  /**
   * Takes a record, and waits while too many are on their way.
   *
   * @return ends when the brokers have acknowledged the record, or fails when they never will
   */
  CompletableFuture<Void> put(TimedRecord record) throws InterruptedException;

  /**
   * Takes a batch if there is room for it now.
   *
   * @return ends when the brokers have acknowledged all of it; empty when there is no room
   */
  Optional<CompletableFuture<Void>> offer(List<TimedRecord> records, List<Rejection> rejections);

  /** Takes what is no record, and waits while too much is on its way. */
  CompletableFuture<Void> reject(Rejection rejection) throws InterruptedException;

  /**
   * Says that the source hears nothing any more, so that silence from now on means nothing. No
   * further progress is promised until {@link #found}.
   *
   * @param through event time through which everything had been heard, in milliseconds since the
   *     epoch
   */
  void lost(long through) throws InterruptedException;

  /** Says that the source hears again. What it missed meanwhile is not made up for. */
  void found() throws InterruptedException;
}
