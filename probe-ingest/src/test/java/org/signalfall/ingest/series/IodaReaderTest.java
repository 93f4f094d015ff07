package org.signalfall.ingest.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.series.IodaMother.answer;
import static org.signalfall.ingest.series.IodaMother.routesOfIraq;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.Rejection;
import org.signalfall.schema.reference.ReferenceData;

class IodaReaderTest {

  private static final Instant ONE = Instant.parse("2023-08-20T01:00:00Z");

  @TempDir private Path folder;

  private SeriesFile file;

  @BeforeEach
  void newFile() {
    file =
        new SeriesFile(folder)
            .reference(
                new ReferenceData.Builder().asn(44244, Optional.of("IR"), "Irancell").build());
  }

  @Test
  void shouldReadValuesByTheirStepAndLeaveOutWhatIsNull() throws IOException {
    file.lines(answer(routesOfIraq().series()));

    List<TrafficSample> samples = file.read();

    TrafficSample first =
        TrafficSample.newBuilder()
            .setTime(ONE)
            .setCountry("IQ")
            .setSignal("bgp-visible-slash24s")
            .setValue(10.0)
            .setAbsence(Absence.MISSING)
            .setCadenceMs(300_000L)
            .build();
    TrafficSample third =
        TrafficSample.newBuilder(first).setTime(ONE.plusSeconds(600)).setValue(12.5).build();
    assertThat(samples).containsExactly(first, third);
    assertThat(file.rejections().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bgp, '', bgp-visible-slash24s,",
    "ping-slash24, '', active-probing-up-slash24s,",
    "merit-nt, '', telescope-unique-sources,",
    "ucsd-nt, '', telescope-unique-sources-ucsd,",
    "gtr, WEB_SEARCH, google-search-traffic,",
    "gtr, YOUTUBE, google-youtube-traffic, youtube",
    "gtr, MAPS, google-maps-traffic, google-maps",
    "gtr-norm, '', google-traffic-norm,",
    "new-one, '', ioda-new-one,",
    "new-one, SOME_KIND, ioda-new-one-some-kind,"
  })
  void shouldNameSignalsByTheirDataSource(
      String datasource, String subtype, String signal, String service) throws IOException {
    file.lines(
        answer(routesOfIraq().text("datasource", datasource).text("subtype", subtype).series()));

    assertThat(file.read())
        .hasSize(2)
        .allSatisfy(
            sample -> {
              assertThat(sample.getSignal()).isEqualTo(signal);
              assertThat(sample.getService()).isEqualTo(service);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "country, KE, Kenya, geo.provider.AF.KE, KE,,",
    "region, 1007, Bago, geo.provider.AS.MM.1007, MM, Bago,",
    "region, 1007, '', geo.provider.AS.MM.1007, MM, 1007,",
    "county, 36061, New York, geo.provider.NA.US.4447.36061, US, New York,",
    "asn, 44244, AS44244 (Irancell), asn.44244, IR,, 44244",
    "geoasn, 44244-1007, x, '', IR, 1007, 44244",
    "geoasn, 7-IQ, x, '', IQ,, 7",
    "geoasn, 44244-1007, x, geo.provider.AS.IQ.1007, IQ, 1007, 44244"
  })
  void shouldPlaceEntities(
      String type, String code, String name, String fqid, String country, String region, Long asn)
      throws IOException {
    file.lines(
        answer(
            routesOfIraq()
                .text("entityType", type)
                .text("entityCode", code)
                .text("entityName", name)
                .text("entityFqid", fqid)
                .series()));

    assertThat(file.read())
        .hasSize(2)
        .allSatisfy(
            sample -> {
              assertThat(sample.getCountry()).isEqualTo(country);
              assertThat(sample.getRegion()).isEqualTo(region);
              assertThat(sample.getAsn()).isEqualTo(asn);
            });
  }

  @Test
  void shouldTakeLostPacketsAsAnswersAndPassOverWhatIsNoLevel() throws IOException {
    file.lines(
        answer(
            routesOfIraq()
                .text("datasource", "ping-slash24-loss")
                .json("values", "[[{\"agg_values\": {\"loss_pct\": 2.5, \"n\": 9}}], null, []]")
                .without("nativeStep")
                .series(),
            routesOfIraq()
                .text("datasource", "gtr-sarima")
                .json("values", "[[{\"agg_values\": {\"prediction\": 1}}]]")
                .series()));

    assertThat(file.read()).isEmpty();
    assertThat(file.rejections().reasons())
        .containsExactly("the data source 'ping-slash24-loss' has objects instead of values");

    file.lines(
        answer(
            routesOfIraq()
                .text("datasource", "ping-slash24-loss")
                .json("values", "[[{\"agg_values\": {\"loss_pct\": 2.5, \"n\": 9}}], null]")
                .series()));

    assertThat(file.read())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.getSignal()).isEqualTo("active-probing-reply-share");
              assertThat(sample.getValue()).isEqualTo(97.5);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entityType|\"continent\"|an entity of type 'continent' is no country, region or network",
        "entityCode|\"Iraq\"|the country 'Iraq' is no ISO 3166-1 code of two letters",
        "datasource|\"\"|this is no series: it has no datasource",
        "step|0|the step 0 is not 1 second to a year",
        "step|null|this is no series: it has no step",
        "step|\"often\"|step 'often' is no whole number",
        "from|1e3|from '1e3' is no whole number",
        "from|9000000000000000000|from '9000000000000000000' is too large",
        "from|0|the time 1970-01-01T00:00:00Z is before 1990",
        "from|4000000000|the time 2096-10-02T07:06:40Z is more than a day ahead"
      })
  void shouldRejectASeriesThatCannotBeUsedAndGoOn(String field, String json, String reason)
      throws IOException {
    file.lines(answer(routesOfIraq().json(field, json).series(), routesOfIraq().series()));

    assertThat(file.read()).hasSize(2);
    assertThat(file.rejections().reasons()).containsExactly(reason);
    assertThat(file.rejections().all().get(0).place()).contains("a.csv:/data/0/0, byte ");
  }

  @Test
  void shouldSayWhichNetworkHasNoKnownCountry() throws IOException {
    file.lines(
        answer(
            routesOfIraq()
                .text("entityType", "asn")
                .text("entityCode", "7")
                .text("entityFqid", "asn.7")
                .series()));

    assertThat(file.read()).isEmpty();
    assertThat(file.rejections().reasons())
        .containsExactly("the country of AS7 is not known: import reference data that knows it");
  }

  @Test
  void shouldRejectABadValueAloneWithItsPathAndOffset() throws IOException {
    String text = answer(routesOfIraq().json("values", "[1, -2, \"x\", true, 5]").series());
    file.lines(text);

    assertThat(file.read()).extracting(TrafficSample::getValue).containsExactly(1.0, 5.0);
    assertThat(file.rejections().reasons())
        .containsExactly(
            "the value -2.0 is negative", "the value is no number", "the value is no number");
    Rejection first = file.rejections().all().get(0);
    assertThat(first.place()).endsWith("a.csv:/data/0/0/values/1, byte " + text.indexOf("-2"));
  }

  @Test
  void shouldReadFieldsInAnyOrderAndSeveralAnswersInAFile() throws IOException {
    String valuesFirst =
        "{\"values\": [7], \"step\": 60, \"from\": 1692493200, \"datasource\": \"bgp\","
            + " \"entityCode\": \"KE\", \"entityType\": \"country\"}";

    file.lines(answer(valuesFirst), answer(routesOfIraq().series()), "[[" + valuesFirst + "]]");

    assertThat(file.read())
        .extracting(TrafficSample::getCountry)
        .containsExactlyInAnyOrder("KE", "KE", "IQ", "IQ");
  }

  @Test
  void shouldKeepWhatCameBeforeTheDamage() throws IOException {
    String text = answer(routesOfIraq().series(), routesOfIraq().text("entityCode", "KE").series());

    file.lines(text.substring(0, text.lastIndexOf("12.5")));

    assertThat(file.read())
        .extracting(TrafficSample::getCountry)
        .containsExactlyInAnyOrder("IQ", "IQ", "KE");
    assertThat(file.rejections().reasons())
        .singleElement()
        .asString()
        .startsWith("this is no JSON: ");
  }

  @Test
  void shouldRejectWhatIsNoText() throws IOException {
    // Begins like UTF-32, which JSON may be written in, and goes on as something else.
    file.bytes(new byte[] {'[', 0, 0, 0, 0, 0, -1, 'Z'});

    assertThat(file.read()).isEmpty();
    assertThat(file.rejections().reasons())
        .singleElement()
        .asString()
        .startsWith("this is no text: ");
  }

  @Test
  void shouldRefuseEventsAndAlerts() throws IOException {
    file.lines(
        "{\"type\": \"outages.alerts\", \"error\": null, \"data\": [{\"level\": \"critical\"}]}");

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "a.csv is an answer of IODA's of type 'outages.alerts': only signals/raw holds series");
  }

  @Test
  void shouldTellTheErrorThatIodaAnsweredWith() throws IOException {
    file.lines("{\"type\": \"signals\", \"error\": \"no such entity\", \"data\": null}");

    assertThat(file.read()).isEmpty();
    assertThat(file.rejections().reasons())
        .containsExactly("IODA answered with an error: 'no such entity'");
  }

  @Test
  void shouldReadAYearOfManySeries() throws IOException {
    int steps = 365 * 288;
    String values =
        IntStream.range(0, steps).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String series =
        routesOfIraq().json("from", "1640995200").json("values", "[" + values + "]").series();

    file.lines(answer(series, series, series)).budgetBytes(1 << 20);

    assertThat(file.read()).hasSize(3 * steps);
    assertThat(file.rejections().all()).isEmpty();
  }
}
