package org.signalfall.ingest;

import java.io.IOException;
import java.util.List;

/** A source of nothing but one rejection. */
record RejectingSource(Rejection rejection) implements Source {

  @Override
  public FeedInfo feed() {
    return ListSource.traffic(rejection.source(), List.of()).feed();
  }

  @Override
  public String identity() {
    return rejection.place();
  }

  @Override
  public RecordReader open(Rejections rejections) throws IOException {
    rejections.reject(rejection);
    return ListSource.traffic(rejection.source(), List.of()).open(rejections);
  }
}
