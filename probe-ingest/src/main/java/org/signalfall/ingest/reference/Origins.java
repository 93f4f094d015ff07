package org.signalfall.ingest.reference;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.signalfall.schema.reference.ReferenceData;

/**
 * Which networks originate which prefixes, and what that tells where nothing else does: a prefix is
 * in the country that all its origins are in, and a network in the country that more than half of
 * the IPv4 addresses lie in that it alone originates.
 */
final class Origins {

  private record Origin(KeyRange range, List<Long> asns) {}

  private final List<Origin> origins = new ArrayList<>();

  void add(KeyRange range, List<Long> asns) {
    origins.add(new Origin(range, asns));
  }

  int size() {
    return origins.size();
  }

  /** Claims prefixes by the country of their origins, at a rank below that of any file. */
  void claim(AsnClaims asns, int rank, Consumer<Claim> claims) {
    for (Origin origin : origins) {
      List<Optional<String>> countries =
          origin.asns().stream().map(asns::country).distinct().toList();
      if (countries.size() == 1 && countries.get(0).isPresent()) {
        claims.accept(new Claim(origin.range(), countries.get(0).get(), rank, 0));
      }
    }
  }

  /** Places the networks whose country no file tells, by where their addresses lie. */
  void place(AsnClaims asns, ReferenceData places, int rank) {
    Map<Long, Map<String, Long>> addresses = new HashMap<>();
    for (Origin origin : origins) {
      boolean counts = origin.asns().size() == 1 && origin.range().family() == Family.IPV4;
      if (counts && asns.country(origin.asns().get(0)).isEmpty()) {
        long size = origin.range().last() - origin.range().first() + 1;
        String country = country(origin.range(), size, places).orElse("");
        addresses
            .computeIfAbsent(origin.asns().get(0), asn -> new HashMap<>())
            .merge(country, size, Long::sum);
      }
    }
    addresses.forEach(
        (asn, byCountry) ->
            most(byCountry).ifPresent(country -> asns.country(asn, country, rank, 0)));
  }

  private static Optional<String> country(KeyRange range, long size, ReferenceData places) {
    ByteBuffer address = ByteBuffer.allocate(Integer.BYTES).putInt(0, (int) range.first());
    return places.country(address, 32 - Long.numberOfTrailingZeros(size));
  }

  private static Optional<String> most(Map<String, Long> byCountry) {
    long all = byCountry.values().stream().collect(Collectors.summingLong(Long::longValue));
    return byCountry.entrySet().stream()
        .filter(entry -> 2 * entry.getValue() > all && !entry.getKey().isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
