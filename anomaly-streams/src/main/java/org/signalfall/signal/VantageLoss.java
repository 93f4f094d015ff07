package org.signalfall.signal;

/**
 * A vantage that has fallen silent, or has come back.
 *
 * @param vantage hash of the vantage
 * @param since end of the last slot that it measured in, epoch ms
 * @param until end of the slot with which it came back; {@link #GOES_ON} while it is missing
 */
public record VantageLoss(long vantage, long since, long until) {

  /** Stands for the end of what hasn't ended. */
  public static final long GOES_ON = Long.MAX_VALUE;
}
