package org.signalfall.ingest.bgp;

/**
 * Families whose prefixes have path identifiers (RFC 7911).
 *
 * @param families one bit for each family that is read
 */
public record PathIds(int families) {

  public static final PathIds NONE = new PathIds(0);
  public static final PathIds ALL = new PathIds(-1);

  private static final int SAFI_BITS = 4;

  /** Returns these families and one more; one that isn't read makes no difference. */
  public PathIds with(int afi, int safi) {
    return new PathIds(families | bit(afi, safi));
  }

  /** Returns these families without one. */
  public PathIds without(int afi, int safi) {
    return new PathIds(families & ~bit(afi, safi));
  }

  /** Returns whether prefixes of the family have path identifiers. */
  public boolean has(int afi, int safi) {
    return (families & bit(afi, safi)) != 0;
  }

  private static int bit(int afi, int safi) {
    return Afi.isKnown(afi) && Safi.isKnown(safi) ? 1 << (SAFI_BITS * (afi - 1) + safi) : 0;
  }
}
