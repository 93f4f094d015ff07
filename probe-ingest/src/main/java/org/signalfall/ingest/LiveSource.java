package org.signalfall.ingest;

import java.io.IOException;

/** Something that hears of the world as it happens. */
public interface LiveSource {

  /** Returns the feed that the records belong to. */
  FeedInfo feed();

  /**
   * Listens until the thread is interrupted, and gives what it hears to the sink. What can be
   * mended by trying again, it tries again.
   *
   * @throws IOException when it can't listen at all; the message is one sentence for a person
   * @throws InterruptedException when it was told to stop
   */
  void listen(LiveSink sink) throws IOException, InterruptedException;
}
