package org.signalfall.ingest.reference;

import java.util.Comparator;

/**
 * What a file says of a range.
 *
 * @param place ISO 3166-1 alpha-2 code of a country, or ISO 3166-2 code of a region
 * @param rank rank of the file; a higher one overrides a lower
 * @param recency order within the rank
 */
record Claim(KeyRange range, String place, int rank, int recency) {

  /**
   * Puts the claim that holds first: the higher rank, then the smaller range, then the more recent.
   * The last resort, the place, keeps the order of files of one rank without effect.
   */
  static final Comparator<Claim> STRONGEST_FIRST =
      Comparator.comparingInt(Claim::rank)
          .reversed()
          .thenComparing(Claim::range, KeyRange::compareSize)
          .thenComparing(Comparator.comparingInt(Claim::recency).reversed())
          .thenComparing(Claim::place);

  static final Comparator<Claim> BY_FIRST_KEY =
      (a, b) -> Long.compareUnsigned(a.range().first(), b.range().first());
}
