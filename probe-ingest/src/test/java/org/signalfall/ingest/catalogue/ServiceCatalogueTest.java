package org.signalfall.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Locality;

class ServiceCatalogueTest {

  private static final ServiceCatalogue SHIPPED = ServiceCatalogue.shipped();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "whatsapp.com,whatsapp,web",
    "mmg.whatsapp.net,whatsapp,app",
    "e7.whatsapp.net,whatsapp,app",
    "wa.me,whatsapp,web",
    "www.instagram.com,instagram,web",
    "scontent.cdninstagram.com,instagram,media",
    "facebook.com,facebook,web",
    "static.xx.fbcdn.net,facebook,media",
    "messenger.com,messenger,web",
    "t.me,telegram,web",
    "149.154.167.51,telegram,app",
    "signal.org,signal,web",
    "chat.signal.org,signal,backend",
    "twitter.com,x,web",
    "pbs.twimg.com,x,media",
    "m.youtube.com,youtube,web",
    "i.ytimg.com,youtube,media",
    "www.tiktok.com,tiktok,web",
    "fa.wikipedia.org,wikipedia,web",
    "upload.wikimedia.org,wikipedia,media",
    "www.google.com,google,web",
    "8.8.8.8,google-dns,web",
    "www.NEWS.example,news.example,web",
    "notx.com,notx.com,web"
  })
  void shouldFindTheComponentWhenAHostIsKnownOrNot(String host, String service, String component) {
    ServiceComponent found = SHIPPED.ofHost(host);

    assertThat(found.service()).isEqualTo(service);
    assertThat(found.component()).isEqualTo(component);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instagram",
        "facebook",
        "x",
        "youtube",
        "tiktok",
        "wikipedia",
        "google",
        "tor",
        "psiphon",
        "riseupvpn",
        "twitch",
        "discord",
        "linkedin",
        "viber",
        "skype",
        "snapchat",
        "reddit",
        "medium",
        "github",
        "bbc",
        "voa",
        "dw",
        "proton",
        "clubhouse",
        "zoom",
        "netflix",
        "spotify"
      })
  void shouldNameAnOperatorWhenTheServiceIsShipped(String service) {
    assertThat(SHIPPED.components())
        .filteredOn(component -> component.service().equals(service))
        .isNotEmpty()
        .allSatisfy(component -> assertThat(component.operator()).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "vk.com,RU,DOMESTIC",
    "vk.com,KZ,FOREIGN",
    "aparat.com,IR,DOMESTIC",
    "www.news.ir,IR,DOMESTIC",
    "www.news.ir,DE,FOREIGN",
    "www.youtube.com,IR,CDN",
    "telegram.org,IR,FOREIGN",
    "news.example,IR,UNKNOWN"
  })
  void shouldTellWhereAHostStandsWhenSeenFromACountry(
      String host, String country, Locality locality) {
    assertThat(SHIPPED.ofHost(host).localityFrom(country)).isEqualTo(locality);
  }

  @Test
  void shouldExpectWhatTheTestsTryWhenTheyAlwaysTryTheSame() {
    assertThat(SHIPPED.ofTest("telegram/access_points"))
        .hasValueSatisfying(app -> assertThat(app.expected()).hasValue(10));
    assertThat(SHIPPED.ofTest("facebook_messenger/endpoints"))
        .hasValueSatisfying(app -> assertThat(app.endpoints()).hasSize(7));
    assertThat(SHIPPED.ofTest("signal/backend"))
        .hasValueSatisfying(backend -> assertThat(backend.judgement()).isEqualTo(Judgement.ALL_OF));
    assertThat(SHIPPED.ofTest("nonsense")).isEmpty();
  }

  @Test
  void shouldForgiveAHostWhenItsOperatorHadGivenItUp() {
    ServiceComponent backend = SHIPPED.ofTest("signal/backend").orElseThrow();
    String host = "api.directory.signal.org";

    assertThat(backend.isRetired(host, Instant.parse("2023-04-30T23:59:59Z"))).isFalse();
    assertThat(backend.isRetired(host, Instant.parse("2023-05-01T00:00:00Z"))).isTrue();
    assertThat(backend.isRetired("chat.signal.org", Instant.parse("2030-01-01T00:00:00Z")))
        .isFalse();
  }

  @Test
  void shouldKnowTheOperatorsAddressesWhenBlocksAreGiven() {
    ServiceComponent app = SHIPPED.ofTest("facebook_messenger/endpoints").orElseThrow();

    assertThat(app.owns("157.240.194.35")).isTrue();
    assertThat(app.owns("2a03:2880:f001::1")).isTrue();
    assertThat(app.owns("10.10.34.36")).isFalse();
    assertThat(app.owns("not an address")).isFalse();
  }

  @Test
  void shouldAddAServiceWhenAUserNamesOne() throws IOException {
    ServiceCatalogue catalogue =
        with(
            CatalogueText.component(
                "any_of: [a.example:443, b.example:443]", "domains: [example]"));

    ServiceComponent app = catalogue.ofHost("www.shop.example");

    assertThat(app.service()).isEqualTo("example");
    assertThat(app.operator()).contains("Example Ltd");
    assertThat(app.judgement()).isEqualTo(Judgement.ANY_OF);
    assertThat(app.endpoints())
        .extracting(Endpoint::host)
        .containsExactly("a.example", "b.example");
    assertThat(catalogue.ofHost("t.me").service()).isEqualTo("telegram");
  }

  @Test
  void shouldKeepNamesAndReplaceSettingsWhenAUserNamesAComponentAgain() throws IOException {
    String text =
        """
        services:
          - service: telegram
            components:
              - component: app
                expected: 3
                domains: [mirror.example]
                domestic_in: [AE]
          - service: other
            components:
              - component: web
                domains: [t.me]
        """;

    ServiceCatalogue catalogue = with(text);

    ServiceComponent app = catalogue.ofTest("telegram/access_points").orElseThrow();
    assertThat(app.expected()).hasValue(3);
    assertThat(app.endpoints()).hasSize(12);
    assertThat(app.operator()).contains("Telegram");
    assertThat(app.localityFrom("AE")).isEqualTo(Locality.DOMESTIC);
    assertThat(catalogue.ofHost("mirror.example")).isEqualTo(app);
    assertThat(catalogue.ofHost("t.me").service()).isEqualTo("other");
    assertThat(catalogue.ofHost("telegram.org").service()).isEqualTo("telegram");
  }

  @Test
  void shouldHaveAnotherFingerprintWhenAFileIsAdded() throws IOException {
    ServiceCatalogue extended = with(CatalogueText.component("domains: [example]"));

    assertThat(extended.fingerprint()).hasSize(8).isNotEqualTo(SHIPPED.fingerprint());
    assertThat(ServiceCatalogue.shipped().fingerprint()).isEqualTo(SHIPPED.fingerprint());
  }

  @Test
  void shouldTellAllProblemsOfAllFilesWhenTheyAreInvalid() throws IOException {
    Path one = write("one.yaml", "services:\n  - service: UPPER\n    compnents: []\n");
    Path other = write("other.yaml", "nonsense: 1\n");

    InvalidCatalogueException invalid =
        catchThrowableOfType(
            InvalidCatalogueException.class, () -> ServiceCatalogue.with(List.of(one, other)));

    assertThat(invalid.problems())
        .containsExactly(
            one + ":3: services[0].compnents has no meaning here.",
            one
                + ":2: services[0].service is 'UPPER', which is no name of 1 to 63 small letters,"
                + " digits, dots and dashes.",
            one + ":2: services[0].components names no component.",
            other + ":1: nonsense has no meaning here.");
    assertThat(invalid).hasMessageEndingWith("(and 3 more)");
  }

  @Test
  void shouldSayWhichFileWhenItCannotBeRead() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path large = write("large.yaml", "#".repeat(CatalogueReader.MAX_BYTES + 1));

    assertThatThrownBy(() -> ServiceCatalogue.with(List.of(missing)))
        .hasMessage("there is no catalogue " + missing);
    assertThatThrownBy(() -> ServiceCatalogue.with(List.of(folder)))
        .hasMessage("the catalogue " + folder + " is a folder, not a file");
    assertThatThrownBy(() -> ServiceCatalogue.with(List.of(large)))
        .hasMessage("the catalogue " + large + " is longer than 1048576 bytes");
  }

  @Test
  void shouldNameEachComponentOnceWhenShipped() {
    Set<String> names =
        SHIPPED.components().stream()
            .map(component -> component.service() + "/" + component.component())
            .collect(Collectors.toSet());

    assertThat(names).hasSameSizeAs(SHIPPED.components());
  }

  private ServiceCatalogue with(String text) throws IOException {
    return ServiceCatalogue.with(List.of(write("mine.yaml", text)));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
