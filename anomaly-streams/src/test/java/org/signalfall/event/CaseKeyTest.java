package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;

import org.junit.jupiter.api.Test;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;

class CaseKeyTest {

  private static final CaseKey KEY =
      new CaseKey("KE", ScopeLevel.NETWORK, 12455, "Nairobi", "telegram");

  @Test
  void shouldDecodeWhatItEncoded() {
    CaseKey country = CaseKey.of(country("KE"));

    assertThat(CaseKey.decoded(KEY.encoded())).isEqualTo(KEY);
    assertThat(CaseKey.decoded(country.encoded())).isEqualTo(country);
  }

  @Test
  void shouldKeepItsForm() {
    assertThat(KEY.encoded()).isEqualTo("KE\u001fNETWORK\u001f12455\u001fNairobi\u001ftelegram");
    assertThat(KEY.encoded()).startsWith(CaseKey.countryPrefix("KE"));
  }

  @Test
  void shouldBeSharedByTheComponentsOfAService() {
    Scope app =
        Scope.newBuilder(network("KE", 12455)).setService("telegram").setComponent("app").build();
    Scope web = Scope.newBuilder(app).setComponent("web").build();

    assertThat(CaseKey.of(app)).isEqualTo(CaseKey.of(web));
  }

  @Test
  void shouldSortWiderScopesOfACountryFirst() {
    assertThat(CaseKey.of(country("KE"))).isLessThan(CaseKey.of(network("KE", 1)));
    assertThat(CaseKey.of(network("IR", 1))).isLessThan(CaseKey.of(country("KE")));
  }

  @Test
  void shouldRefuseATextOfOtherParts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaseKey.decoded("KE"))
        .withMessage("a case key has 5 parts, not 1");
  }

  @Test
  void shouldNameAnEventByCountryBinAndService() {
    assertThat(EventIds.of(KEY, hour(9).toEpochMilli()))
        .matches("KE-20240304T0900Z-telegram-[0-9a-f]{10}");
    assertThat(EventIds.of(CaseKey.of(country("KE")), hour(9).toEpochMilli()))
        .matches("KE-20240304T0900Z-outage-[0-9a-f]{10}");
  }

  @Test
  void shouldNameAnEventTheSameForEver() {
    assertThat(EventIds.of(KEY, hour(9).toEpochMilli()))
        .isEqualTo("KE-20240304T0900Z-telegram-7088d53612");
  }

  @Test
  void shouldTellScopesApartWhoseNamesCannotStandInAnId() {
    CaseKey one = new CaseKey("KE", ScopeLevel.COUNTRY, 0, "", "a b");
    CaseKey other = new CaseKey("KE", ScopeLevel.COUNTRY, 0, "", "a/b");

    assertThat(EventIds.of(one, 0)).startsWith("KE-19700101T0000Z-a_b-");
    assertThat(EventIds.of(one, 0)).isNotEqualTo(EventIds.of(other, 0));
  }

  @Test
  void shouldPublishSmallCountsAsARange() {
    assertThat(Counts.published(0)).isEqualTo("0");
    assertThat(Counts.published(1)).isEqualTo("1-4");
    assertThat(Counts.published(4)).isEqualTo("1-4");
    assertThat(Counts.published(5)).isEqualTo("5");
  }
}
