package org.signalfall.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one live source has given and the brokers have not acknowledged yet: at most {@link
 * #CAPACITY} records and rejections together, of at most {@link #CAPACITY_BYTES}.
 */
final class LiveQueue implements LiveSink {

  /** Records and rejections that may be on their way at once. */
  static final int CAPACITY = 20_000;

  /** Bytes that they may hold, about: 64 MiB. */
  static final int CAPACITY_BYTES = 64 << 20;

  /** What a rejection holds beside its bytes. */
  private static final int REJECTION_BYTES = 500;

  /** One thing that a source has said. */
  sealed interface Word {}

  /** Something to be written, and who waits for it. */
  sealed interface Written extends Word {

    /** Returns what is told once the brokers have it. */
    Acknowledgement acknowledgement();

    /** Returns how many bytes it holds, about. */
    int weight();
  }

  /** A record. */
  record Data(TimedRecord record, Acknowledgement acknowledgement) implements Written {
    @Override
    public int weight() {
      return weightOf(record);
    }
  }

  /** What is no record. */
  record Bad(Rejection rejection, Acknowledgement acknowledgement) implements Written {
    @Override
    public int weight() {
      return weightOf(rejection);
    }
  }

  /** The source has lost sight. */
  record Lost(long through) implements Word {}

  /** The source sees again. */
  record Found() implements Word {}

  /** A word and when it was said, in milliseconds since the epoch. */
  record Said(Word word, long at) {}

  private final Clock clock;
  private final BlockingQueue<Said> words = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(CAPACITY, true);
  private final Semaphore bytes = new Semaphore(CAPACITY_BYTES, true);

  LiveQueue(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Void> put(TimedRecord record) throws InterruptedException {
    return put(new Data(record, new Acknowledgement(1)));
  }

  @Override
  public Optional<CompletableFuture<Void>> offer(
      List<TimedRecord> records, List<Rejection> rejections) {
    int words = records.size() + rejections.size();
    long weight =
        records.stream().mapToLong(LiveQueue::weightOf).sum()
            + rejections.stream().mapToLong(LiveQueue::weightOf).sum();
    if (weight > CAPACITY_BYTES || !room.tryAcquire(words)) {
      return Optional.empty();
    }
    if (!bytes.tryAcquire((int) weight)) {
      room.release(words);
      return Optional.empty();
    }
    Acknowledgement acknowledgement = new Acknowledgement(words);
    records.forEach(record -> say(new Data(record, acknowledgement)));
    rejections.forEach(rejection -> say(new Bad(rejection, acknowledgement)));
    return Optional.of(acknowledgement.future());
  }

  @Override
  public CompletableFuture<Void> reject(Rejection rejection) throws InterruptedException {
    return put(new Bad(rejection, new Acknowledgement(1)));
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

  /** Makes room for what the brokers have acknowledged, and tells who waits for it. */
  void acknowledged(List<Written> written) {
    room.release(written.size());
    bytes.release(written.stream().mapToInt(Written::weight).sum());
    written.forEach(one -> one.acknowledgement().one());
  }

  private CompletableFuture<Void> put(Written written) throws InterruptedException {
    room.acquire();
    bytes.acquire(written.weight());
    say(written);
    return written.acknowledgement().future();
  }

  private void say(Word word) {
    words.add(new Said(word, clock.millis()));
  }

  private static int weightOf(TimedRecord record) {
    return Math.min(CAPACITY_BYTES, record.weight());
  }

  private static int weightOf(Rejection rejection) {
    return rejection.bytes().length + REJECTION_BYTES;
  }
}
