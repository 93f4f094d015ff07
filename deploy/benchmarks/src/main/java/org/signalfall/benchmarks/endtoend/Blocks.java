package org.signalfall.benchmarks.endtoend;

/** Which networks of a load are cut off from the service, and when. A tenth of them ever is. */
@FunctionalInterface
interface Blocks {

  /** So few of the networks are ever cut off. */
  int ONE_OF = 10;

  /** How long it is quiet at first. */
  int QUIET_MINUTES = 15;

  /** Nothing ever happens. */
  Blocks NONE = (network, minute) -> false;

  /**
   * At any time a sixtieth of the tenth begins to be cut off, for ten minutes of each hour, so that
   * events come and go all the time. It is quiet at first, so that networks are known by then.
   */
  Blocks ROLLING =
      (network, minute) -> {
        int turn = network / ONE_OF;
        return minute >= QUIET_MINUTES && affects(network) && (minute + turn) % 60 < 10;
      };

  /** Returns whether the network is cut off, so many minutes after the load's start. */
  boolean blocked(int network, double minute);

  /** All of the tenth at once, from a minute to the end. */
  static Blocks from(double start) {
    return (network, minute) -> affects(network) && minute > start;
  }

  private static boolean affects(int network) {
    return network % ONE_OF == 0;
  }
}
