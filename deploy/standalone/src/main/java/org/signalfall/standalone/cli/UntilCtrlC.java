package org.signalfall.standalone.cli;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work without an end of its own, each piece in a thread of its own. */
final class UntilCtrlC {

  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final long STOP_SECONDS = 10;

  /** Runs until it is interrupted. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private UntilCtrlC() {}

  /**
   * Works until a piece of the work ends or Ctrl-C comes, and then lets all of it stop.
   *
   * @param meanwhile called several times a second; when it fails the work is stopped too
   * @throws ExecutionException with its cause when a piece failed of itself
   */
  static void run(List<Work> work, CtrlC ctrlC, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> ended;
    try {
      List<Future<?>> running = work.stream().<Future<?>>map(one -> begin(threads, one)).toList();
      do {
        meanwhile.run();
        ended = running.stream().filter(Future::isDone).toList();
      } while (ended.isEmpty() && !ctrlC.awaitAsked(LOOK_AGAIN_MILLIS));
    } finally {
      threads.shutdownNow();
      boolean unused = threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }
    if (!ctrlC.asked()) {
      for (Future<?> one : ended) {
        one.get();
      }
    }
  }

  private static Future<?> begin(ExecutorService threads, Work work) {
    return threads.submit(
        () -> {
          work.run();
          return null;
        });
  }
}
