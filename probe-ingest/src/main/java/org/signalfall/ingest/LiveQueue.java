package org.signalfall.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one live source has given and the brokers have not acknowledged yet: at most {@link
 * #CAPACITY} records and rejections together.
 */
final class LiveQueue implements LiveSink {

  /** Records and rejections that may be on their way at once. */
  static final int CAPACITY = 20_000;

  /** One thing that a source has said. */
  sealed interface Word {}

  /** A record, and who waits for its acknowledgement. */
  record Data(TimedRecord record, CompletableFuture<Void> acknowledged) implements Word {}

  /** What is no record, and who waits for its acknowledgement. */
  record Bad(Rejection rejection, CompletableFuture<Void> acknowledged) implements Word {}

  /** The source has lost sight. */
  record Lost(long through) implements Word {}

  /** The source sees again. */
  record Found() implements Word {}

  /** A word and when it was said, in milliseconds since the epoch. */
  record Said(Word word, long at) {}

  private final Clock clock;
  private final BlockingQueue<Said> words = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(CAPACITY, true);

  LiveQueue(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Void> put(TimedRecord record) throws InterruptedException {
    room.acquire();
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    say(new Data(record, acknowledged));
    return acknowledged;
  }

  @Override
  public Optional<CompletableFuture<Void>> offer(
      List<TimedRecord> records, List<Rejection> rejections) {
    if (!room.tryAcquire(records.size() + rejections.size())) {
      return Optional.empty();
    }
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (TimedRecord record : records) {
      CompletableFuture<Void> acknowledged = new CompletableFuture<>();
      all.add(acknowledged);
      say(new Data(record, acknowledged));
    }
    for (Rejection rejection : rejections) {
      CompletableFuture<Void> acknowledged = new CompletableFuture<>();
      all.add(acknowledged);
      say(new Bad(rejection, acknowledged));
    }
    return Optional.of(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
  }

  @Override
  public CompletableFuture<Void> reject(Rejection rejection) throws InterruptedException {
    room.acquire();
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    say(new Bad(rejection, acknowledged));
    return acknowledged;
  }

  @Override
  public void lost(long through) {
    say(new Lost(through));
  }

  @Override
  public void found() {
    say(new Found());
  }

  /** Takes the next word, or returns null when none is said for a while. */
  Said poll(long patienceMs) throws InterruptedException {
    return words.poll(patienceMs, TimeUnit.MILLISECONDS);
  }

  /**
   * Returns the time before which everything said has been taken, in milliseconds since the epoch:
   * a slow broker must not make words late that wait their turn.
   */
  long takenThrough() {
    long now = clock.millis();
    Said oldest = words.peek();
    return oldest == null ? now : Math.min(now, oldest.at());
  }

  /** Makes room for as many words as the brokers have acknowledged. */
  void acknowledged(int count) {
    room.release(count);
  }

  private void say(Word word) {
    words.add(new Said(word, clock.millis()));
  }
}
