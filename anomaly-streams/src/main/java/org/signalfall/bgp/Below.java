package org.signalfall.bgp;

import java.util.Iterator;

/** Counts what visible prefixes take of a wider one, each unit once. */
public final class Below {

  private Below() {}

  /**
   * Returns how many units are taken.
   *
   * @param entries all prefixes that lie in the wider one, in order, itself left out
   */
  public static long of(Iterator<PrefixTable.Entry> entries) {
    long units = 0;
    IpPrefix widest = null;
    while (entries.hasNext()) {
      PrefixTable.Entry entry = entries.next();
      boolean inside = widest != null && widest.covers(entry.prefix());
      if (!inside && entry.routes().isVisible()) {
        widest = entry.prefix();
        units += widest.units();
      }
    }
    return units;
  }
}
