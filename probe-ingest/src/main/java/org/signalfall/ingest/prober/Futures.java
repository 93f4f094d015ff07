package org.signalfall.ingest.prober;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Puts futures together. */
final class Futures {

  private Futures() {}

  /** Returns all results in their order, once all are there. */
  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
