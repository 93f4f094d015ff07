package org.signalfall.evaluate.rule;

import java.util.List;

/** A rule that others publish, run on the bins that the topology judged. */
public interface ReferenceRule {

  /** Returns what it is called. */
  String title();

  /**
   * Returns what the rule finds in a series, in time order.
   *
   * @param strictness 1 as published; above 1 it asks for more before it alarms, below for less
   */
  List<Alarm> alarms(BinSeries series, double strictness);
}
