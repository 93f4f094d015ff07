package org.signalfall.runtime;

import java.util.stream.Stream;

/** An exception and what caused it. */
final class Causes {

  /** Exceptions may cause each other. */
  private static final int MOST = 20;

  private Causes() {}

  static Stream<Throwable> of(Throwable exception) {
    return Stream.iterate(exception, one -> one != null, Throwable::getCause).limit(MOST);
  }
}
