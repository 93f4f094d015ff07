package org.signalfall.topology;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many records the program may fail on before it stops. One record that it can't cope with
 * costs itself only; when it can cope with none, the records aren't to blame, and going on would
 * turn all of them into dead letters.
 *
 * <p>Reaches the handlers through the configuration of Kafka Streams under {@link #CONFIG}; without
 * one the first failure stops the program. Safe for several threads.
 */
public final class FailureBudget {

  /** Configuration key. */
  public static final String CONFIG = "signalfall.failure.budget";

  private final AtomicInteger left;

  /**
   * Creates a budget.
   *
   * @param records failures to go on after, over the life of the process
   */
  public FailureBudget(int records) {
    this.left = new AtomicInteger(records);
  }

  static FailureBudget of(Map<String, ?> configs) {
    return configs.get(CONFIG) instanceof FailureBudget budget ? budget : new FailureBudget(0);
  }

  /** Takes one failure from the budget; returns false when nothing is left of it. */
  boolean take() {
    return left.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
  }
}
