package org.signalfall.ingest;

import java.io.IOException;

/** Something that records are read from. */
public interface Source {

  /** Returns the feed that the records belong to. Sources of one name share one feed. */
  FeedInfo feed();

  /**
   * Returns what tells this input from others: the same for the same content, wherever it lies.
   * Input of one identity gives the same records and rejections in the same order each time, which
   * is what an ingestion that was killed goes on by.
   *
   * @throws IOException when the input can't be read
   */
  String identity() throws IOException;

  /**
   * Starts reading.
   *
   * @param rejections gets what can't be read as a record
   * @throws IOException when the source as a whole can't be read; the message says why
   */
  RecordReader open(Rejections rejections) throws IOException;

  /**
   * Returns the share of the input that {@link #open} has gone through, from 0 to 1. A source that
   * has to read all of it before its first record tells so while it does. Any thread may ask.
   */
  default double openedShare() {
    return 1;
  }
}
