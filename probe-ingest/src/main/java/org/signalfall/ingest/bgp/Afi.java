package org.signalfall.ingest.bgp;

/** Address families by their IANA numbers, as far as they are read. */
public final class Afi {

  public static final int IPV4 = 1;
  public static final int IPV6 = 2;

  private Afi() {}

  /** Returns whether addresses of the family are read. */
  public static boolean isKnown(int afi) {
    return afi == IPV4 || afi == IPV6;
  }

  /** Returns the length of an address in bytes: 4 or 16. */
  public static int addressBytes(int afi) {
    return afi == IPV4 ? 4 : 16;
  }

  /** Returns the number that raw records carry: 4 or 6. */
  public static int version(int afi) {
    return afi == IPV4 ? 4 : 6;
  }
}
