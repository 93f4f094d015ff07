package org.signalfall.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends when the brokers have acknowledged every one of so many words. */
final class Acknowledgement {

  private final CompletableFuture<Void> future = new CompletableFuture<>();
  private final AtomicInteger left;

  /** Waits for that many words; for none it has ended already. */
  Acknowledgement(int words) {
    this.left = new AtomicInteger(words);
    if (words == 0) {
      future.complete(null);
    }
  }

  CompletableFuture<Void> future() {
    return future;
  }

  /** Notes that one word is acknowledged. */
  void one() {
    if (left.decrementAndGet() == 0) {
      future.complete(null);
    }
  }

  /** Notes that one word never will be. */
  void fail(Exception cause) {
    future.completeExceptionally(cause);
  }
}
