package org.signalfall.ingest;

import java.io.IOException;

/** Something that records are read from. */
public interface Source {

  /** Returns the feed that the records belong to. Sources of one name share one feed. */
  FeedInfo feed();

  /**
   * Starts reading.
   *
   * @param rejections gets what can't be read as a record
   * @throws IOException when the source as a whole can't be read; the message says why
   */
  RecordReader open(Rejections rejections) throws IOException;
}
