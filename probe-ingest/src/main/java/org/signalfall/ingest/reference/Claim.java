package org.signalfall.ingest.reference;

import java.util.Comparator;

/**
 * What a file says of a range.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param rank rank of the file; a higher one overrides a lower
 * @param recency order within the rank
 */
record Claim(KeyRange range, String country, int rank, int recency) {

  /**
   * Puts the claim that holds first: the higher rank, then the smaller range, then the more recent.
   * The last resort, the country, keeps the order of files of one rank without effect.
   */
  static final Comparator<Claim> STRONGEST_FIRST =
      Comparator.comparingInt(Claim::rank)
          .reversed()
          .thenComparing(Claim::range, KeyRange::compareSize)
          .thenComparing(Comparator.comparingInt(Claim::recency).reversed())
          .thenComparing(Claim::country);

  static final Comparator<Claim> BY_FIRST_KEY =
      (a, b) -> Long.compareUnsigned(a.range().first(), b.range().first());
}
