package org.signalfall.ingest.prober;

/** How the targets of a component make up one outcome. */
public enum TargetsNeeded {

  /**
   * They stand in for each other: the component fails when at least half of them fail, and passes
   * when more than half pass.
   */
  ANY_OF {
    @Override
    boolean fails(int expected, int failed) {
      return failed > 0 && 2L * failed >= expected;
    }

    @Override
    boolean passes(int expected, int passed) {
      return 2L * passed > expected;
    }
  },

  /** Every one is needed: one that fails is enough, and only all of them pass. */
  ALL_OF {
    @Override
    boolean fails(int expected, int failed) {
      return failed > 0;
    }

    @Override
    boolean passes(int expected, int passed) {
      return passed >= expected;
    }
  };

  /** Returns whether the component fails; a target of unknown outcome doesn't. */
  abstract boolean fails(int expected, int failed);

  /** Returns whether the component passes; a target of unknown outcome doesn't. */
  abstract boolean passes(int expected, int passed);
}
