package org.signalfall.evaluate.rule;

import java.util.List;

/** The rules that results are held against. */
public final class ReferenceRules {

  private static final List<ReferenceRule> ALL =
      List.of(MedianRatio.WARNING, MedianRatio.CRITICAL, new HourlyCusum(), new CutForest());

  private ReferenceRules() {}

  /** Returns all rules, in the order in which they are shown. */
  public static List<ReferenceRule> all() {
    return ALL;
  }
}
