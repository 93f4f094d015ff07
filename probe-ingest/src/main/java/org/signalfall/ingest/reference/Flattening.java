package org.signalfall.ingest.reference;

import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Turns overlapping claims into a country or region for every key: a sweep over their begins that
 * keeps those which reach the place in order of strength. Takes O(n log n) for n claims.
 */
final class Flattening {

  /** Takes places in rising order: each holds from a key on. */
  @FunctionalInterface
  interface Places {
    void from(long key, Optional<String> place);
  }

  private final PriorityQueue<Claim> reaching = new PriorityQueue<>(Claim.STRONGEST_FIRST);
  private final Places places;
  private long at;

  private Flattening(Places places) {
    this.places = places;
  }

  /** Flattens claims of one family, which are sorted in passing. */
  static void flatten(List<Claim> claims, Family family, Places places) {
    claims.sort(Claim.BY_FIRST_KEY);
    Flattening flattening = new Flattening(places);
    for (Claim claim : claims) {
      flattening.advance(claim.range().first());
      flattening.reaching.add(claim);
    }
    // The very last IPv6 /64 is nobody's, so that an end beyond it needs no 65th bit.
    flattening.advance(family == Family.IPV4 ? 1L << family.keyBits() : -1L);
  }

  /** Tells all places before a key. */
  private void advance(long end) {
    while (Long.compareUnsigned(at, end) < 0) {
      while (!reaching.isEmpty() && isBefore(reaching.peek().range().last(), at)) {
        reaching.poll();
      }
      Claim strongest = reaching.peek();
      places.from(at, Optional.ofNullable(strongest).map(Claim::place));
      boolean holdsToEnd = strongest == null || !isBefore(strongest.range().last(), end - 1);
      at = holdsToEnd ? end : strongest.range().last() + 1;
    }
  }

  private static boolean isBefore(long key, long other) {
    return Long.compareUnsigned(key, other) < 0;
  }
}
