package org.signalfall.ingest.catalogue;

/** How the endpoints of a component make up one outcome. */
public enum Judgement {

  /**
   * The endpoints stand in for each other: the component fails when at least half of those expected
   * fail, and passes when more than half pass.
   */
  ANY_OF {
    @Override
    public boolean fails(int expected, int failed) {
      return failed > 0 && 2L * failed >= expected;
    }

    @Override
    public boolean passes(int expected, int passed) {
      return 2L * passed > expected;
    }
  },

  /** Every endpoint is needed: one that fails is enough, and only all of them pass. */
  ALL_OF {
    @Override
    public boolean fails(int expected, int failed) {
      return failed > 0;
    }

    @Override
    public boolean passes(int expected, int passed) {
      return passed > 0 && passed >= expected;
    }
  };

  /**
   * Returns whether the component fails.
   *
   * @param expected endpoints that were to be tried
   * @param failed endpoints among them that failed
   */
  public abstract boolean fails(int expected, int failed);

  /**
   * Returns whether the component passes. An endpoint of unknown outcome neither fails nor passes.
   *
   * @param expected endpoints that were to be tried
   * @param passed endpoints among them that passed
   */
  public abstract boolean passes(int expected, int passed);
}
