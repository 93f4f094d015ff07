package org.signalfall.ingest;

/** Takes what a source could not read as a record. */
@FunctionalInterface
public interface Rejections {

  /** Takes one rejected piece of input; never fails because of what it holds. */
  void reject(Rejection rejection);
}
