package org.signalfall.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.schema.TrustedClasses;

class SampleTest {

  private static final String NETWORK = "KE/AS33771";
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:07Z");

  private final SampleCount count = new SampleCount();

  @BeforeAll
  static void trust() {
    TrustedClasses.register();
  }

  @Test
  void shouldGiveOneSampleForEachComponentWhenRecordIsMeasurement() {
    ProbeRecord record =
        measurement(component("app", Outcome.FAILURE), component("web", Outcome.SUCCESS));

    List<Sample> samples = Sample.of(NETWORK, record);

    assertThat(samples)
        .extracting(sample -> sample.key, sample -> sample.time, sample -> sample.failed)
        .containsExactly(
            tuple("KE/AS33771/whatsapp/app", TIME.toEpochMilli(), true),
            tuple("KE/AS33771/whatsapp/web", TIME.toEpochMilli(), false));
  }

  @Test
  void shouldGiveNoSampleWhenRecordIsMarker() {
    ProbeRecord record =
        ProbeRecord.newBuilder()
            .setType(ProbeRecordType.MARKER)
            .setMarker(ProgressMarker.newBuilder().build())
            .build();

    assertThat(Sample.of(NETWORK, record)).isEmpty();
  }

  @Test
  void shouldCountSamplesBelowAndFailuresAboveWhenSamplesAreAdded() {
    List<Sample> samples =
        Sample.of(
            NETWORK,
            measurement(
                component("app", Outcome.FAILURE),
                component("app", Outcome.SUCCESS),
                component("app", Outcome.FAILURE)));

    long counts = count.createAccumulator();
    for (Sample sample : samples) {
      counts = count.add(sample, counts);
    }

    assertThat(counts & 0xffff_ffffL).isEqualTo(3);
    assertThat(counts >>> 32).isEqualTo(2);
  }

  private static ProbeRecord measurement(ComponentOutcome... components) {
    return ProbeRecord.newBuilder()
        .setType(ProbeRecordType.MEASUREMENT)
        .setMeasurement(
            ProbeMeasurement.newBuilder()
                .setTime(TIME)
                .setService("whatsapp")
                .setComponents(List.of(components))
                .build())
        .build();
  }

  private static ComponentOutcome component(String name, Outcome outcome) {
    return ComponentOutcome.newBuilder().setComponent(name).setOutcome(outcome).build();
  }
}
