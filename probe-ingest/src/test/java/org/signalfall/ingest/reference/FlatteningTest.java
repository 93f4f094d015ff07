package org.signalfall.ingest.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.signalfall.schema.reference.ReferenceData;

class FlatteningTest {

  private static final int SPACE = 64;

  @Property(tries = 500)
  void shouldPlaceEveryAddressAsANaiveScanOverTheClaimsDoes(@ForAll("claims") List<Claim> claims) {
    ReferenceData data = flattened(claims);

    for (int address = 0; address < SPACE; address++) {
      assertThat(country(data, address)).isEqualTo(naive(claims, address));
    }
  }

  @Property(tries = 200)
  void shouldNotDependOnTheOrderOfClaims(@ForAll("claims") List<Claim> claims, @ForAll int seed) {
    List<Claim> shuffled = new ArrayList<>(claims);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(flattened(shuffled).version()).isEqualTo(flattened(claims).version());
  }

  @Property(tries = 20)
  void shouldReachTheEndsOfBothSpaces(@ForAll("claims") List<Claim> claims) {
    List<Claim> ipv4 = new ArrayList<>(claims);
    ipv4.add(new Claim(new KeyRange(Family.IPV4, 0, 0xffff_ffffL), "KE", 9, 0));
    List<Claim> ipv6 =
        new ArrayList<>(List.of(new Claim(new KeyRange(Family.IPV6, 0, -1), "KE", 9, 0)));
    ReferenceData.Builder builder = new ReferenceData.Builder();

    Flattening.flatten(ipv4, Family.IPV4, builder::ipv4From);
    Flattening.flatten(ipv6, Family.IPV6, builder::ipv6From);
    ReferenceData data = builder.build();

    assertThat(country(data, 0)).contains("KE");
    assertThat(country(data, -1)).contains("KE");
    assertThat(data.ipv4Count()).isEqualTo(1);
    assertThat(data.ipv6Count()).isEqualTo(1);
  }

  @Provide
  Arbitrary<List<Claim>> claims() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, SPACE - 1);
    Arbitrary<Claim> claim =
        Combinators.combine(
                place,
                place,
                Arbitraries.of("IR", "IQ", "KE"),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 2))
            .as(
                (a, b, country, rank, recency) ->
                    new Claim(
                        new KeyRange(Family.IPV4, Math.min(a, b), Math.max(a, b)),
                        country,
                        rank,
                        recency));
    return claim.list().ofMaxSize(20);
  }

  private static ReferenceData flattened(List<Claim> claims) {
    ReferenceData.Builder builder = new ReferenceData.Builder();
    Flattening.flatten(new ArrayList<>(claims), Family.IPV4, builder::ipv4From);
    return builder.build();
  }

  private static Optional<String> country(ReferenceData data, int address) {
    return data.country(ByteBuffer.allocate(4).putInt(address).array());
  }

  private static Optional<String> naive(List<Claim> claims, int address) {
    return claims.stream()
        .filter(claim -> claim.range().first() <= address && address <= claim.range().last())
        .min(Claim.STRONGEST_FIRST)
        .map(Claim::place);
  }
}
