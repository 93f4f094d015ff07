package org.signalfall.ingest.reference;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes what one file says, and hands it on with the file's rank. */
final class Layer {

  private static final int MAX_NAME_LENGTH = 200;

  private final Claims claims;
  private final int rank;
  private String date = "";
  private int entries;

  Layer(Claims claims, int rank) {
    this.claims = claims;
    this.rank = rank;
  }

  /** Says of which day the file's content is, in its own words. */
  void date(String ofContent) {
    date = ofContent;
  }

  String date() {
    return date;
  }

  /** Returns how many things the file has said so far. */
  int entries() {
    return entries;
  }

  /**
   * Says in which country or region a range is.
   *
   * @param recency order among the claims of one rank on one range
   */
  void place(KeyRange range, String place, int recency) throws IOException {
    entries++;
    claims.add(new Claim(range, place, rank, recency));
  }

  /** Says in which country a network is registered. */
  void asnCountry(long asn, String country, int recency) throws IOException {
    entries++;
    claims.asnCountry(asn, country, rank, recency);
  }

  /** Says what a network is called; a name that is blank says nothing. */
  void asnName(long asn, String name, int recency) throws IOException {
    Optional<String> line = line(name);
    if (line.isPresent()) {
      entries++;
      claims.asnName(asn, line.get(), rank, recency);
    }
  }

  /** Says which networks originate a prefix. */
  void origins(KeyRange range, List<Long> asns) throws IOException {
    entries++;
    claims.origins(range, asns);
  }

  private static Optional<String> line(String name) {
    StringBuilder line = new StringBuilder();
    name.codePoints()
        .limit(MAX_NAME_LENGTH / 2)
        .map(c -> Character.isISOControl(c) || isLoneSurrogate(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return Optional.of(line.toString().strip()).filter(text -> !text.isEmpty());
  }

  /** Half of a character has no UTF-8 form, and so would not come back as it was written. */
  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
