package org.signalfall.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges sources by event time, holding no more than a grace of each. Equal times come in the order
 * of the sources.
 */
final class SourceMerge implements Closeable {

  /** The next record of one source. */
  record Head(TimedRecord record, int source) {}

  private static final Comparator<Head> BY_TIME =
      Comparator.<Head>comparingLong(head -> head.record().time()).thenComparingInt(Head::source);

  private final List<RecordReader> readers = new ArrayList<>();
  private final PriorityQueue<Head> heads = new PriorityQueue<>(BY_TIME);

  SourceMerge(List<Source> sources, long graceMs, Rejections rejections) throws IOException {
    try {
      for (Source source : sources) {
        readers.add(new GraceReader(source.open(rejections), graceMs));
        advance(readers.size() - 1);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns the earliest record without taking it, or null at the end of all sources. */
  Head peek() {
    return heads.peek();
  }

  /** Takes the earliest record, or returns null at the end of all sources. */
  Head poll() throws IOException {
    Head head = heads.poll();
    if (head != null) {
      advance(head.source());
    }
    return head;
  }

  /** Returns the mean share that has been read of the sources, from 0 to 1. */
  double progress() {
    return readers.stream().mapToDouble(RecordReader::progress).average().orElse(1.0);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (RecordReader reader : readers) {
      try {
        reader.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void advance(int source) throws IOException {
    TimedRecord record = readers.get(source).next();
    if (record != null) {
      heads.add(new Head(record, source));
    }
  }
}
