package org.signalfall.ingest.reference;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What files say of autonomous systems; the strongest word on each holds. */
final class AsnClaims {

  /** One word, with the rank of its file and its order within the rank. */
  private record Word(String text, int rank, int recency) {

    private static final Comparator<Word> BY_STRENGTH =
        Comparator.comparingInt(Word::rank)
            .thenComparingInt(Word::recency)
            .thenComparing(Word::text, Comparator.reverseOrder());

    static Word stronger(Word a, Word b) {
      return BY_STRENGTH.compare(a, b) >= 0 ? a : b;
    }
  }

  /** Country and name of one system. */
  record Known(Optional<String> country, String name) {}

  private final Map<Long, Word> countries = new TreeMap<>();
  private final Map<Long, Word> names = new TreeMap<>();

  void country(long asn, String country, int rank, int recency) {
    countries.merge(asn, new Word(country, rank, recency), Word::stronger);
  }

  void name(long asn, String name, int rank, int recency) {
    names.merge(asn, new Word(name, rank, recency), Word::stronger);
  }

  Optional<String> country(long asn) {
    return Optional.ofNullable(countries.get(asn)).map(Word::text);
  }

  int size() {
    return Math.max(countries.size(), names.size());
  }

  /** Passes on all that is known, in the order of numbers. */
  void forEach(BiConsumer<Long, Known> sink) {
    Map<Long, Known> all = new TreeMap<>();
    names.forEach((asn, name) -> all.put(asn, new Known(country(asn), name.text())));
    countries.forEach(
        (asn, country) -> all.putIfAbsent(asn, new Known(Optional.of(country.text()), "")));
    all.forEach(sink);
  }
}
