package org.signalfall.standalone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, or a polite kill, into an orderly end: the command is asked to stop, and the
 * process waits until everything opened after this has been closed.
 */
final class CtrlC implements AutoCloseable {

  private static final long CLOSING_SECONDS = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askAndWait, "ctrl-c");

  CtrlC() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns whether the command has been asked to stop. */
  boolean asked() {
    return asked.getCount() == 0;
  }

  /** Waits a while to be asked to stop, and returns whether that has happened. */
  boolean awaitAsked(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    if (!asked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void askAndWait() {
    asked.countDown();
    try {
      if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("signalfall: gave up closing after " + CLOSING_SECONDS + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
