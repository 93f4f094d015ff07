package org.signalfall.ingest.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The measurements that were taken last, and whether the brokers have them. The oldest is forgotten
 * when there are too many.
 *
 * <p>Not safe for several threads: the {@link Reception} locks.
 */
final class RecentMeasurements {

  /** More than can be on their way at once, so that none of those is ever forgotten. */
  static final int CAPACITY = 200_000;

  private static final CompletableFuture<Void> ACKNOWLEDGED =
      CompletableFuture.completedFuture(null);

  private final int capacity;
  private final Map<Long, CompletableFuture<Void>> acknowledgements = new LinkedHashMap<>();

  RecentMeasurements() {
    this(CAPACITY);
  }

  RecentMeasurements(int capacity) {
    this.capacity = capacity;
  }

  /** Remembers a measurement that the brokers have. */
  void acknowledged(long identity) {
    remember(identity, ACKNOWLEDGED);
  }

  /** Remembers a measurement that is on its way to the brokers. */
  void remember(long identity, CompletableFuture<Void> acknowledgement) {
    acknowledgements.put(identity, acknowledgement);
    if (acknowledgements.size() > capacity) {
      acknowledgements.remove(acknowledgements.keySet().iterator().next());
    }
  }

  /** Returns when the brokers have a measurement; empty when it is new, or never reached them. */
  Optional<CompletableFuture<Void>> find(long identity) {
    return Optional.ofNullable(acknowledgements.get(identity))
        .filter(acknowledgement -> !acknowledgement.isCompletedExceptionally());
  }

  int size() {
    return acknowledgements.size();
  }
}
