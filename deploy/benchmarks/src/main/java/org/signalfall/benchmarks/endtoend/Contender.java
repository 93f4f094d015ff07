package org.signalfall.benchmarks.endtoend;

/** Something that goes through the whole raw topic, under exactly-once. */
interface Contender {

  /** Returns what it is called in the table. */
  String name();

  /**
   * Goes through the topic from the beginning.
   *
   * @param run tells this run from all others; goes into names of groups and topics
   * @return how long it took from its start to its last output, ns
   */
  long run(Bench bench, String run) throws InterruptedException;
}
