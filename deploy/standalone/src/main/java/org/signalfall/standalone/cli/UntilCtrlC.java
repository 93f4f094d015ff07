package org.signalfall.standalone.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work without an end of its own, in a thread of its own. */
final class UntilCtrlC {

  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final long STOP_SECONDS = 10;

  private UntilCtrlC() {}

  /**
   * Works until the work ends or Ctrl-C comes, and then lets it stop.
   *
   * @param meanwhile called several times a second
   * @throws ExecutionException with its cause when the work failed of itself
   */
  static void run(Callable<?> work, CtrlC ctrlC, Runnable meanwhile)
      throws InterruptedException, ExecutionException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> running = thread.submit(work);
    while (!running.isDone() && !ctrlC.awaitAsked(LOOK_AGAIN_MILLIS)) {
      meanwhile.run();
    }
    thread.shutdownNow();
    boolean unused = thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    if (running.isDone() && !ctrlC.asked()) {
      running.get();
    }
  }
}
