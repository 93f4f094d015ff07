package org.signalfall.ingest.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.reference.ReferenceData;

/** Whatever the bytes: samples, rejections, or one sentence that says why there are none. */
class SeriesFuzzTest {

  private static final ReferenceData NOTHING_KNOWN = new ReferenceData.Builder().build();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldReadOrRejectAnyBytes(byte[] content) {
    SeriesSource source =
        new SeriesSource(
            Path.of("f"), Map.of(), () -> NOTHING_KNOWN, RecordSorter.DEFAULT_BUDGET_BYTES);
    try {
      source.read(
          new ByteArrayInputStream(content),
          rejection -> assertThat(rejection.reason()).isNotBlank(),
          sample -> {
            assertThat(sample.getValue()).isGreaterThanOrEqualTo(0).isFinite();
            assertThat(sample.getCountry()).matches("[A-Z]{2}");
          });
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("f");
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            SeriesFile.HEADER + ",absence,cadence\n2023-08-20T01:00:00Z,IQ,a,1,b,\"c\",5,zero,PT5M",
            "{\"time\": 1692493200, \"country\": \"IQ\", \"signal\": \"s\", \"value\": 1.5e3}",
            IodaMother.answer(IodaMother.routesOfIraq().series()),
            IodaMother.answer(
                IodaMother.routesOfIraq()
                    .text("entityType", "geoasn")
                    .text("entityCode", "7-IQ")
                    .text("datasource", "ping-slash24-loss")
                    .json("values", "[[{\"agg_values\": {\"loss_pct\": 2}}], null]")
                    .series()),
            "[[" + IodaMother.routesOfIraq().text("entityType", "region").series() + "]]")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
