package org.signalfall.bgp;

/**
 * How many peers with a full table can be asked.
 *
 * @param live witnesses: peers that are up, not silent, and whose full table is known
 * @param known those, the silent ones, and those that went down within the last day
 */
public record Witnesses(int live, int known) {

  /** Nobody can be asked. */
  public static final Witnesses NONE = new Witnesses(0, 0);
}
