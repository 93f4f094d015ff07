package org.signalfall.ingest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.scenario.Elsewhere2022.CLASH_ARMENIA;
import static org.signalfall.ingest.scenario.Elsewhere2022.MOODY;
import static org.signalfall.ingest.scenario.Elsewhere2022.SPEECH;
import static org.signalfall.ingest.scenario.Elsewhere2022.TIKTOK;
import static org.signalfall.ingest.scenario.Elsewhere2022.WHATSAPP_FAILS;
import static org.signalfall.ingest.scenario.Elsewhere2022.YOUTUBE;
import static org.signalfall.ingest.scenario.IranSeptember2022.GOOGLE;
import static org.signalfall.ingest.scenario.IranSeptember2022.WHATSAPP;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.TimedRecord;

class Elsewhere2022Test {

  private static final ScenarioRun RUN = run();

  private static ScenarioRun run() {
    List<TimedRecord> records = new ArrayList<>();
    for (Scenario script : Elsewhere2022.scripts()) {
      records.addAll(
          ScenarioRun.read(
              ScenarioSources.probes(script, Volumes.DEMO, ScenarioRun.ARBITRARY_SEED)));
    }
    return new ScenarioRun(records);
  }

  @Test
  void shouldAddNoMoreThanAnEighthToWhatTheDemoWalks() {
    assertThat(RUN.records()).hasSizeLessThan(45_000);
  }

  @Test
  void shouldFailInEveryCountryWhenTheOperatorFails() {
    assertThat(RUN.failShare("web", of(WHATSAPP).and(during(WHATSAPP_FAILS)))).isGreaterThan(0.9);
    assertThat(RUN.failShare("web", of(WHATSAPP).and(during(WHATSAPP_FAILS).negate())))
        .isLessThan(0.04);
    assertThat(countries(of(WHATSAPP).and(during(WHATSAPP_FAILS)))).hasSize(6);
  }

  @Test
  void shouldFailWhereAndWhileItIsBlocked() {
    assertThat(RUN.failShare("web", of(TIKTOK).and(during(CLASH_ARMENIA)))).isGreaterThan(0.9);
    assertThat(countries(of(TIKTOK))).containsExactlyInAnyOrder("AM", "AZ");
    assertThat(RUN.failShare("web", of(YOUTUBE).and(during(SPEECH)))).isGreaterThan(0.8);
    assertThat(RUN.failShare("web", of(YOUTUBE).and(during(SPEECH).negate()))).isLessThan(0.04);
    assertThat(RUN.failShare("web", of(MOODY))).isBetween(0.03, 0.12);
  }

  @Test
  void shouldPassThroughoutWhenTheServiceIsAControl() {
    assertThat(RUN.failShare("web", of(GOOGLE))).isLessThan(0.035);
  }

  private static Set<String> countries(Predicate<ProbeMeasurement> which) {
    return RUN.measurements(which).stream()
        .map(ProbeMeasurement::getCountry)
        .collect(Collectors.toSet());
  }

  private static Predicate<ProbeMeasurement> of(String service) {
    return one -> one.getService().equals(service);
  }

  private static Predicate<ProbeMeasurement> during(Period period) {
    return one -> period.contains(one.getTime().toEpochMilli());
  }
}
