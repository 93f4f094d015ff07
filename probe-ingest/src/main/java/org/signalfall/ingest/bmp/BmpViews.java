package org.signalfall.ingest.bmp;

/**
 * Which of a router's tables are taken. Loc-rib always is.
 *
 * @param postPolicy which of two copies of one table is taken when a router sends both: the routes
 *     before policy, or as policy left them. A router that sends one copy only has that one taken
 * @param adjRibOut whether what the router sends to its peers is taken, beside what they send
 */
public record BmpViews(boolean postPolicy, boolean adjRibOut) {

  /** What peers send, before policy, as a public collector would see it. */
  public static final BmpViews DEFAULT = new BmpViews(false, false);

  /** Returns whether routes of such a header are taken at all. */
  boolean take(PeerHeader header) {
    return adjRibOut || !header.isAdjRibOut();
  }

  /** Returns whether of two copies the one of such a header is taken. */
  boolean prefers(PeerHeader header) {
    return header.isLocRib() || header.isPostPolicy() == postPolicy;
  }
}
