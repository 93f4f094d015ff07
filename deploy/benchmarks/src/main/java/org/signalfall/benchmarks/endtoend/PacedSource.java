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
 * took: after a standstill the records that are overdue come at once.
 */
final class PacedSource implements Source {

  private final Source source;
  private final double perSecond;
  private final AtomicLong mostLateNanos = new AtomicLong();

  PacedSource(Source source, double perSecond) {
    this.source = source;
    this.perSecond = perSecond;
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
    private final long started = System.nanoTime();
    private long given;

    private Reader(RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public TimedRecord next() throws IOException {
      TimedRecord record = reader.next();
      long due = started + (long) (given++ * 1e9 / perSecond);
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
