package org.signalfall.ingest.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.schema.reference.ReferenceSource;

/** All that the files of one import say, and what comes of it. */
final class Claims {

  /** Rank of what only follows from the origins of prefixes. */
  static final int INFERRED = -1;

  /** Ten times what the Internet holds; beyond it, memory would end first. */
  private static final int MAX_CLAIMS = 10_000_000;

  private static final int MAX_ASNS = 1_000_000;

  /** Ten times what ISO 3166 holds. */
  private static final int MAX_PLACES = 60_000;

  private final Map<Family, List<Claim>> ranges = new EnumMap<>(Family.class);
  private final Set<String> places = new HashSet<>();
  private final AsnClaims asns = new AsnClaims();
  private final Origins origins = new Origins();

  Claims() {
    for (Family family : Family.values()) {
      ranges.put(family, new ArrayList<>());
    }
  }

  void add(Claim claim) throws IOException {
    List<Claim> ofFamily = ranges.get(claim.range().family());
    ofFamily.add(claim);
    places.add(claim.place());
    atMost(MAX_CLAIMS, ofFamily.size(), "ranges");
    atMost(MAX_PLACES, places.size(), "countries and regions");
  }

  void asnCountry(long asn, String country, int rank, int recency) throws IOException {
    asns.country(asn, country, rank, recency);
    atMost(MAX_ASNS, asns.size(), "autonomous systems");
  }

  void asnName(long asn, String name, int rank, int recency) throws IOException {
    asns.name(asn, name, rank, recency);
    atMost(MAX_ASNS, asns.size(), "autonomous systems");
  }

  void origins(KeyRange range, List<Long> of) throws IOException {
    origins.add(range, of);
    atMost(MAX_CLAIMS, origins.size(), "prefixes");
  }

  /** Returns what all files together say. */
  ReferenceData resolve(List<ReferenceSource> sources) {
    origins.claim(asns, INFERRED, claim -> ranges.get(claim.range().family()).add(claim));
    if (origins.size() > 0) {
      ReferenceData.Builder known = new ReferenceData.Builder();
      addRanges(known);
      origins.place(asns, known.build(), INFERRED);
    }
    ReferenceData.Builder data = new ReferenceData.Builder();
    sources.forEach(data::source);
    asns.forEach((asn, known) -> data.asn(asn, known.country(), known.name()));
    addRanges(data);
    return data.build();
  }

  private void addRanges(ReferenceData.Builder data) {
    Flattening.flatten(ranges.get(Family.IPV4), Family.IPV4, data::ipv4From);
    Flattening.flatten(ranges.get(Family.IPV6), Family.IPV6, data::ipv6From);
  }

  private static void atMost(int max, int count, String what) throws IOException {
    if (count > max) {
      throw new IOException("the files hold more than " + max + " " + what);
    }
  }
}
