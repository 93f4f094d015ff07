package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Scope;

class ZonesTest {

  /** Nobody's home, or of a time zone that nobody keeps. */
  private static final Set<String> WITHOUT_CLOCK = Set.of("AQ", "BV", "HM");

  @ParameterizedTest
  @CsvSource({
    "IQ,,Asia/Baghdad",
    "MM,MM-02,Asia/Yangon",
    "KE,,Africa/Nairobi",
    "RU,,Europe/Moscow",
    "RU,RU-KHA,Asia/Vladivostok",
    "US,US-CA,America/Los_Angeles",
    "ID,ID-PA,Asia/Jayapura",
    "IR,Tehran,Asia/Tehran"
  })
  void shouldKnowTheClockOfARegionElseOfItsCountry(String country, String region, String zone) {
    Scope scope = Scope.newBuilder().setCountry(country).setRegion(region).build();

    // Nairobi and others are links to the zone that keeps the same time.
    assertThat(Zones.of(scope).getRules()).isEqualTo(ZoneId.of(zone).getRules());
  }

  @Test
  void shouldKnowTheClockOfEveryCountry() {
    Stream<String> countries =
        Arrays.stream(Locale.getISOCountries()).filter(code -> !WITHOUT_CLOCK.contains(code));

    assertThat(countries)
        .allSatisfy(
            code ->
                assertThat(Zones.of(Scope.newBuilder().setCountry(code).build()))
                    .isNotEqualTo(ZoneOffset.UTC));
  }

  @Test
  void shouldTakeUtcWhereNoClockIsKnown() {
    assertThat(Zones.of(Scope.newBuilder().setCountry("ZZ").build())).isEqualTo(ZoneOffset.UTC);
  }
}
