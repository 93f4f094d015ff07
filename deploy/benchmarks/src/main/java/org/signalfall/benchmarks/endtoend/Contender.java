package org.signalfall.benchmarks.endtoend;

import java.io.IOException;

/** Something that goes through the whole raw topic, under exactly-once. */
interface Contender extends AutoCloseable {

  /** Returns what it is called in the table. */
  String name();

  /**
   * Goes through the topic from the beginning.
   *
   * @param run tells this run from all others; goes into names of groups and topics
   * @return how long it took
   */
  Timing run(Bench bench, String run) throws IOException, InterruptedException;

  /** Gives up what it keeps between runs. */
  @Override
  default void close() {}
}
