package org.signalfall.ingest.bgp;

/** Subsequent address families by their IANA numbers, as far as they are read. */
public final class Safi {

  public static final int UNICAST = 1;
  public static final int MULTICAST = 2;

  /** Both at once: RFC 2858, since withdrawn, but old archives have it. */
  public static final int UNICAST_AND_MULTICAST = 3;

  private Safi() {}

  /** Returns whether its prefixes have the plain form of RFC 4271 and are read. */
  public static boolean isKnown(int safi) {
    return safi >= UNICAST && safi <= UNICAST_AND_MULTICAST;
  }

  /** Returns whether its routes carry ordinary traffic. */
  public static boolean isUnicast(int safi) {
    return safi == UNICAST || safi == UNICAST_AND_MULTICAST;
  }
}
