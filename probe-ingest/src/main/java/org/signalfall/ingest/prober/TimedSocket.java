package org.signalfall.ingest.prober;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A socket that is closed when its time is up. */
final class TimedSocket implements AutoCloseable {

  private final Socket raw;
  private final ScheduledExecutorService closing;
  private final Consumer<TimedSocket> whenClosed;
  private Future<?> expiry;
  private volatile boolean expired;

  TimedSocket(
      Socket raw,
      ScheduledExecutorService closing,
      Deadline deadline,
      Consumer<TimedSocket> whenClosed) {
    this.raw = raw;
    this.closing = closing;
    this.whenClosed = whenClosed;
    this.expiry = schedule(deadline);
  }

  Socket raw() {
    return raw;
  }

  /** Returns whether its time was up before it was closed otherwise. */
  boolean expired() {
    return expired;
  }

  /** Sets another time. */
  synchronized void endBy(Deadline deadline) {
    if (expiry.cancel(false)) {
      expiry = schedule(deadline);
    }
  }

  /** Closes the socket at once: a TLS layer above it gets no word in. */
  @Override
  public void close() {
    synchronized (this) {
      expiry.cancel(false);
    }
    closeRaw();
    whenClosed.accept(this);
  }

  private Future<?> schedule(Deadline deadline) {
    try {
      return closing.schedule(this::expire, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      closeRaw();
      return CompletableFuture.completedFuture(null);
    }
  }

  private void expire() {
    expired = true;
    closeRaw();
  }

  private void closeRaw() {
    try {
      raw.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket could not be closed", e);
    }
  }
}
