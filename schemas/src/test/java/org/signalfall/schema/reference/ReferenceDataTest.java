package org.signalfall.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Prefix;

class ReferenceDataTest {

  /** Addresses on both sides of what a signed number would call negative. */
  private static final long MIDDLE_IPV4 = 0x7fff_ffffL - 250;

  private static final long MIDDLE_IPV6 = Long.MAX_VALUE - 250;

  private static final List<Optional<String>> COUNTRIES =
      List.of(Optional.empty(), Optional.of("IQ"), Optional.of("IR"));

  @ParameterizedTest
  @CsvSource({
    "9.255.255.255,",
    "10.0.0.0, IR",
    "10.0.255.255, IR",
    "10.1.0.0,",
    "10.2.127.255, IQ",
    "10.2.128.0, KE",
    "255.255.255.255,",
    "2001:db7:ffff::,",
    "2001:db8::1, GE",
    "2001:db8:ffff:ffff:ffff::, GE",
    "2001:db9::,",
    "ffff:ffff:ffff:ffff::,"
  })
  void shouldPlaceAnAddress(String address, String country) {
    assertThat(References.small().country(References.bytes(address)))
        .isEqualTo(Optional.ofNullable(country));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 24, IR",
    "10.0.0.0, 8,",
    "10.0.0.0, 15, IR",
    "10.2.0.0, 16,",
    "10.2.0.0, 17, IQ",
    "10.1.0.0, 16,",
    "10.2.128.1, 32, KE",
    "0.0.0.0, 0,",
    "2001:db8::, 32, GE",
    "2001:db8::, 128, GE",
    "2001::, 16, GE",
    "::, 0, GE"
  })
  void shouldPlaceAPrefixWhereMostOfItsKnownAddressesAre(
      String address, int length, String country) {
    ByteBuffer bytes = ByteBuffer.wrap(References.bytes(address));
    Prefix prefix =
        Prefix.newBuilder()
            .setFamily(bytes.remaining() == 4 ? 4 : 6)
            .setAddress(bytes)
            .setLength(length)
            .build();

    assertThat(References.small().country(prefix)).isEqualTo(Optional.ofNullable(country));
  }

  @Test
  void shouldPutAPrefixIntoTheRegionOfMostOfIt() {
    ReferenceData data = References.ofRegions();

    assertThat(data.region(prefix("10.0.0.0"), 17)).contains("IQ-BG");
    assertThat(data.region(prefix("10.0.0.0"), 16)).as("half of it").isEmpty();
    assertThat(data.region(prefix("10.0.128.0"), 17)).as("no region is known").isEmpty();
    assertThat(data.region(prefix("10.0.0.0"), 15)).as("half of it").isEmpty();
    assertThat(data.region(prefix("10.0.0.0"), 14)).as("half of what is placed").isEmpty();
    assertThat(data.region(prefix("10.1.0.0"), 16)).contains("IQ-NI");
    assertThat(data.region(prefix("2001:db8::"), 32)).contains("IQ-NI");
    assertThat(data.country(prefix("10.0.0.0"), 15)).contains("IQ");
    assertThat(ReferenceData.builtIn().region(prefix("10.0.0.0"), 17)).isEmpty();
  }

  private static ByteBuffer prefix(String address) {
    return ByteBuffer.wrap(References.bytes(address));
  }

  @Test
  void shouldKnowCountryAndNameOfANetwork() {
    ReferenceData data = References.small();

    assertThat(data.country(44244)).contains("IR");
    assertThat(data.name(44244)).contains("Irancell");
    assertThat(data.country(4_200_000_000L)).isEmpty();
    assertThat(data.name(4_200_000_000L)).contains("No one\u2019s");
    assertThat(data.country(44243)).isEmpty();
    assertThat(data.name(-1)).isEmpty();
  }

  @Test
  void shouldCountIpv4AddressesByCountry() {
    assertThat(References.small().ipv4Addresses())
        .isEqualTo(Map.of("IR", 65_536L, "IQ", 32_768L, "KE", 32_768L));
  }

  @Property(tries = 200)
  void shouldFindTheLastRangeThatBeganAsANaiveScanDoes(
      @ForAll @Size(max = 30) Map<@IntRange(max = 500) Integer, @IntRange(max = 2) Integer> ranges,
      @ForAll @IntRange(max = 510) int wanted) {
    ReferenceData.Builder builder = new ReferenceData.Builder();
    Optional<String> expected = Optional.empty();
    for (Map.Entry<Integer, Integer> range : new TreeMap<>(ranges).entrySet()) {
      Optional<String> country = COUNTRIES.get(range.getValue());
      builder.ipv4From(MIDDLE_IPV4 + range.getKey(), country);
      builder.ipv6From(MIDDLE_IPV6 + range.getKey(), country);
      if (range.getKey() <= wanted) {
        expected = country;
      }
    }
    ReferenceData data = builder.build();

    byte[] ipv4 = ByteBuffer.allocate(4).putInt((int) (MIDDLE_IPV4 + wanted)).array();
    byte[] ipv6 = ByteBuffer.allocate(16).putLong(MIDDLE_IPV6 + wanted).array();

    assertThat(data.country(ipv4)).isEqualTo(expected);
    assertThat(data.country(ipv6)).isEqualTo(expected);
  }

  @Test
  void shouldRefuseWhatDoesNotRise() {
    ReferenceData.Builder builder =
        new ReferenceData.Builder()
            .asn(7, Optional.empty(), "")
            .ipv4From(7, Optional.of("IQ"))
            .ipv6From(-7, Optional.of("IQ"));

    assertThatThrownBy(() -> builder.asn(7, Optional.empty(), ""))
        .hasMessage("AS7 does not come after the one before it");
    assertThatThrownBy(() -> builder.ipv4From(7, Optional.of("IR")))
        .hasMessage("the range does not begin after the one before it");
    assertThatThrownBy(() -> builder.ipv6From(8, Optional.of("IR")))
        .hasMessage("the range does not begin after the one before it");
  }

  @Test
  void shouldHoldAFullTableInLessThan16Megabytes() {
    ReferenceData.Builder builder = new ReferenceData.Builder();
    for (int asn = 1; asn <= 110_000; asn++) {
      builder.asn(asn, Optional.of("IR"), "A network with a name of common length");
    }
    for (int range = 1; range <= 500_000; range++) {
      Optional<String> country = Optional.of(range % 2 == 0 ? "IR" : "IQ");
      builder.ipv4From(4096L * range, country);
      builder.ipv6From(4096L * range, country);
    }

    assertThat(builder.build().bytes()).isLessThan(16 << 20);
  }

  @Test
  void shouldShipPublicDomainDataThatPlacesWellKnownNetworks() {
    ReferenceData data = ReferenceData.builtIn();

    assertThat(data.sources())
        .singleElement()
        .satisfies(source -> assertThat(source.licence()).startsWith("PDDL-1.0"));
    assertThat(data.asnCount()).isZero();
    // Who runs them is common knowledge: TIC and MCI of Iran, Earthlink of Iraq, Safaricom of
    // Kenya,
    // MPT of Myanmar, CANTV of Venezuela, Magticom's forerunner of Georgia, the RIPE NCC.
    assertThat(data.country(References.bytes("217.218.127.127"))).contains("IR");
    assertThat(data.country(References.bytes("5.112.0.1"))).contains("IR");
    assertThat(data.country(References.bytes("37.236.0.1"))).contains("IQ");
    assertThat(data.country(References.bytes("105.160.0.1"))).contains("KE");
    assertThat(data.country(References.bytes("203.81.64.1"))).contains("MM");
    assertThat(data.country(References.bytes("200.44.32.12"))).contains("VE");
    assertThat(data.country(References.bytes("31.146.0.1"))).contains("GE");
    assertThat(data.country(References.bytes("2001:67c:2e8:22::c100:68b"))).contains("NL");
    assertThat(data.country(References.bytes("10.0.0.1"))).isEmpty();
  }
}
