package org.signalfall.standalone.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;

/** Remembers the first few rejections of a run, to show them to a person at its end. */
public final class NotedRejections {

  private static final int MOST = 5;

  private final List<Rejection> first = new ArrayList<>();

  /** Returns a source that reads the same and whose rejections are noted on their way. */
  Source noting(Source source) {
    return new Source() {
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
        return source.open(
            rejection -> {
              note(rejection);
              rejections.reject(rejection);
            });
      }
    };
  }

  /** Returns the first few rejections. */
  public synchronized List<Rejection> first() {
    return List.copyOf(first);
  }

  private synchronized void note(Rejection rejection) {
    if (first.size() < MOST) {
      first.add(rejection);
    }
  }
}
