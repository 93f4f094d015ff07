package org.signalfall.standalone.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work without an end of its own, each piece in a thread of its own, until it is closed. */
final class Background implements AutoCloseable {

  private static final long STOP_SECONDS = 10;

  /** Runs until it is interrupted. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();

  /** Begins a piece of work. */
  void begin(Work work) {
    running.add(
        threads.submit(
            () -> {
              work.run();
              return null;
            }));
  }

  /**
   * Does nothing while all work goes on.
   *
   * @throws CliException with its cause once a piece has failed
   */
  void failIfBroken() throws InterruptedException {
    for (Future<?> one : running) {
      if (one.isDone()) {
        try {
          one.get();
        } catch (ExecutionException e) {
          throw new CliException(sentence(e.getCause()), e.getCause());
        }
      }
    }
  }

  /** An ingestion tells in a sentence of its own what has failed. */
  private static String sentence(Throwable failure) {
    return failure instanceof IOException
        ? OneSentence.ended(failure.getMessage())
        : OneSentence.of(failure);
  }

  /** Interrupts all work, and waits for its end. */
  @Override
  public void close() throws InterruptedException {
    threads.shutdownNow();
    boolean unused = threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
