package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.TimedRecord;

/**
 * Gives each record of a source at its moment, which doesn't depend on how long the ones before it
 * took: after a standstill the records that are overdue come at once. So do the first ones, where
 * it is told so.
 */
final class PacedSource implements Source {

  private final Source source;
  private final double perSecond;
  private final long atOnce;
  private final AtomicLong mostLateNanos = new AtomicLong();
  private volatile boolean paced;
  private volatile boolean ended;

  PacedSource(Source source, double perSecond) {
    this(source, perSecond, 0);
  }

  /**
   * Paces a source.
   *
   * @param atOnce how many records come before the first that waits for its moment
   */
  PacedSource(Source source, double perSecond, long atOnce) {
    this.source = source;
    this.perSecond = perSecond;
    this.atOnce = atOnce;
  }

  /** Returns whether all that comes at once has been given. */
  boolean isPaced() {
    return paced;
  }

  /** Has the source end before its time. */
  void end() {
    ended = true;
  }

  /** Returns by how much the latest record so far has missed its moment. */
  Duration mostLate() {
    return Duration.ofNanos(mostLateNanos.get());
  }

  @Override
  public FeedInfo feed() {
    return source.feed();
  }

  @Override
  public String identity() throws IOException {
    return source.identity();
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    return new Reader(source.open(rejections));
  }

  private final class Reader implements RecordReader {

    private final RecordReader reader;
    private long started = System.nanoTime();
    private long given;

    private Reader(RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public TimedRecord next() throws IOException {
      if (ended) {
        return null;
      }
      TimedRecord record = reader.next();
      if (given < atOnce) {
        given++;
        started = System.nanoTime();
        return record;
      }
      paced = true;
      long due = started + (long) ((given++ - atOnce) * 1e9 / perSecond);
      long late = System.nanoTime() - due;
      while (late < 0) {
        LockSupport.parkNanos(-late);
        late = System.nanoTime() - due;
      }
      mostLateNanos.accumulateAndGet(late, Math::max);
      return record;
    }

    @Override
    public double progress() {
      return reader.progress();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
