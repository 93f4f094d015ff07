package org.signalfall.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.TrustedClasses;

/** Whatever the line: a measurement that can be written and holds no address, or a reason. */
class ProbeLinesFuzzTest {

  private final ProbeLineParser parser =
      new ProbeLineParser(new Plausibility(Clock.systemUTC()), asn -> Optional.of("IR"));

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldReadOrRejectAnyLine(byte[] content) throws IOException {
    TrustedClasses.register();
    try (RecordSorter sorter = new RecordSorter(RecordSorter.DEFAULT_BUDGET_BYTES)) {
      ProbeMeasurement measurement =
          parser.parse(new Line(1, content, content.length, false).text());
      sorter.add(new TimedProbe(measurement));
      assertThat(IpLiterals.areIn(measurement.getVantage())).isFalse();
      assertThat(IpLiterals.areIn(measurement.getService())).isFalse();
    } catch (MalformedRecordException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            ProbeFile.SHORT,
            "{\"time\":1663768800.5,\"asn\":\"AS7\",\"vantage\":\"::1\",\"service\":\"192.0.2.1\","
                + "\"software\":{\"name\":\"a\",\"version\":1},\"access\":\"mobile\",\"id\":1,"
                + "\"components\":[{\"component\":\"a\",\"ok\":null,\"tried\":0,\"expected\":3,"
                + "\"failed\":0,\"latency_ms\":1,\"goodput_kbps\":2,\"locality\":\"cdn\"}]}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
