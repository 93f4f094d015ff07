package org.signalfall.signal;

/**
 * What one slot said of one target.
 *
 * @param end end of the slot, epoch ms
 * @param votes vantages that tried it, each once
 * @param failures how many of them found that it failed
 * @param goodput bucket of the median goodput; {@link LogHistogram#NONE} where none was measured
 */
record Glimpse(long end, int votes, int failures, int goodput) {

  boolean isFailure() {
    return 2 * failures >= votes;
  }
}
