package org.signalfall.ingest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.TimedRecord;

/** Takes batches, and acknowledges them when a test says so. */
final class SinkOfTests implements LiveSink {

  private final List<TimedRecord> records = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<CompletableFuture<Void>> unacknowledged = new ArrayList<>();
  private boolean full;
  private boolean atOnce;

  /** Acknowledges whatever comes, at once. */
  SinkOfTests acknowledgingAtOnce() {
    atOnce = true;
    return this;
  }

  void full(boolean now) {
    full = now;
  }

  synchronized void acknowledge() {
    unacknowledged.forEach(waiting -> waiting.complete(null));
    unacknowledged.clear();
  }

  synchronized void fail() {
    unacknowledged.forEach(
        waiting ->
            waiting.completeExceptionally(new IllegalStateException("the brokers are gone")));
    unacknowledged.clear();
  }

  /** Returns the ids of the measurements that were taken, in order. */
  synchronized List<String> ids() {
    return records.stream()
        .map(record -> ((TimedProbe) record).measurement().getMeasurementId())
        .toList();
  }

  synchronized List<Rejection> rejections() {
    return List.copyOf(rejections);
  }

  @Override
  public synchronized Optional<CompletableFuture<Void>> offer(
      List<TimedRecord> given, List<Rejection> rejected) {
    if (full) {
      return Optional.empty();
    }
    records.addAll(given);
    rejections.addAll(rejected);
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    if (atOnce || (given.isEmpty() && rejected.isEmpty())) {
      acknowledged.complete(null);
    } else {
      unacknowledged.add(acknowledged);
    }
    return Optional.of(acknowledged);
  }

  @Override
  public CompletableFuture<Void> put(TimedRecord record) {
    throw new UnsupportedOperationException("the intake never waits");
  }

  @Override
  public CompletableFuture<Void> reject(Rejection rejection) {
    throw new UnsupportedOperationException("the intake never waits");
  }

  @Override
  public void lost(long through) {
    throw new UnsupportedOperationException("the intake does not know when probes are gone");
  }

  @Override
  public void found() {
    throw new UnsupportedOperationException("the intake does not know when probes are back");
  }
}
