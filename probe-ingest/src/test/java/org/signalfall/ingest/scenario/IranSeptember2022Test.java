package org.signalfall.ingest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.scenario.IranSeptember2022.FACEBOOK;
import static org.signalfall.ingest.scenario.IranSeptember2022.FIRST_NIGHT_MCCI;
import static org.signalfall.ingest.scenario.IranSeptember2022.GOOGLE;
import static org.signalfall.ingest.scenario.IranSeptember2022.IRANCELL;
import static org.signalfall.ingest.scenario.IranSeptember2022.KURDISTAN;
import static org.signalfall.ingest.scenario.IranSeptember2022.MCCI;
import static org.signalfall.ingest.scenario.IranSeptember2022.RIGHTEL;
import static org.signalfall.ingest.scenario.IranSeptember2022.SANANDAJ;
import static org.signalfall.ingest.scenario.IranSeptember2022.SIGNAL;
import static org.signalfall.ingest.scenario.IranSeptember2022.TCI;
import static org.signalfall.ingest.scenario.IranSeptember2022.TEHRAN;
import static org.signalfall.ingest.scenario.IranSeptember2022.TELEGRAM;
import static org.signalfall.ingest.scenario.IranSeptember2022.WHATSAPP;
import static org.signalfall.ingest.scenario.IranSeptember2022.WHATSAPP_WITHOUT_MEDIA;
import static org.signalfall.ingest.scenario.IranSeptember2022.WIKIPEDIA;
import static org.signalfall.ingest.scenario.IranSeptember2022.X;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.TrafficSample;

class IranSeptember2022Test {

  private static final ScenarioRun RUN =
      ScenarioRun.of(IranSeptember2022.script(), Volumes.DEMO, ScenarioRun.ARBITRARY_SEED);

  @Test
  void shouldStayWithinWhatADemoCanWalkWhenVolumesAreThoseOfTheDemo() {
    assertThat(RUN.records()).hasSizeBetween(250_000, 500_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {TELEGRAM, SIGNAL, FACEBOOK, X})
  void shouldFailFromTheFirstDayWhenBlockedLongBefore(String service) {
    double share =
        RUN.failShare(componentOf(service), in(IranSeptember2022.script().period(), service));

    assertThat(share).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(strings = {GOOGLE, WIKIPEDIA})
  void shouldPassThroughoutWhenTheServiceIsAControl(String service) {
    double share = RUN.failShare("web", in(IranSeptember2022.script().period(), service));

    assertThat(share).isBetween(0.005, 0.035);
  }

  @ParameterizedTest
  @CsvSource({"instagram, web, 2022-09-21T13:30:00Z", "whatsapp, app, 2022-09-21T17:45:00Z"})
  void shouldFailFromTheReportedMinuteWhenBlockedInSeptember(
      String service, String component, Instant from) {
    Period before = new Period(from.minus(Duration.ofDays(10)), from);
    Period after = new Period(from, from.plus(Duration.ofDays(10)));

    assertThat(RUN.failShare(component, in(before, service))).isLessThan(0.04);
    assertThat(RUN.failShare(component, in(after, service))).isGreaterThan(0.9);
  }

  @Test
  void shouldFailOnMediaInTehranOnlyWhenTextStillPasses() {
    Predicate<ProbeMeasurement> then = in(WHATSAPP_WITHOUT_MEDIA, WHATSAPP);
    Predicate<ProbeMeasurement> inTehran = one -> one.getRegion().equals(TEHRAN);

    assertThat(RUN.failShare("media", then.and(inTehran))).isGreaterThan(0.85);
    assertThat(RUN.failShare("app", then.and(inTehran))).isLessThan(0.06);
    assertThat(RUN.failShare("media", then.and(inTehran.negate()))).isLessThan(0.06);
  }

  @Test
  void shouldLoseNearlyAllTrafficInKurdistanWhenSanandajIsOff() {
    double then = RUN.meanLevel(requests(SANANDAJ).and(in(KURDISTAN)));
    double theDayBefore = RUN.meanLevel(requests(theDayBefore(SANANDAJ)).and(in(KURDISTAN)));

    assertThat(then / theDayBefore).isLessThan(0.1);
  }

  @ParameterizedTest
  @ValueSource(longs = {MCCI, IRANCELL, RIGHTEL})
  void shouldLoseNearlyAllTrafficAtMobileNetworksWhenTheyShutDownAtNight(long asn) {
    for (int day = 22; day <= 30; day++) {
      Period night = Period.of("2022-09-" + day + "T12:30:00Z", "2022-09-" + day + "T20:30:00Z");
      Period morning = Period.of("2022-09-" + day + "T04:30:00Z", "2022-09-" + day + "T12:30:00Z");

      double share =
          RUN.meanLevel(requests(night).and(at(asn)))
              / RUN.meanLevel(requests(morning).and(at(asn)));

      assertThat(share).isLessThan(0.1);
    }
  }

  @Test
  void shouldKeepTrafficAtFixedNetworksWhenMobileOnesShutDown() {
    double then = RUN.meanLevel(requests(FIRST_NIGHT_MCCI).and(at(TCI)));
    double theDayBefore = RUN.meanLevel(requests(theDayBefore(FIRST_NIGHT_MCCI)).and(at(TCI)));

    assertThat(then / theDayBefore).isBetween(0.9, 1.1);
  }

  @Test
  void shouldHearFewProbesOfANetworkWhenItIsShutDown() {
    long then = RUN.measurements(at(FIRST_NIGHT_MCCI, MCCI)).size();
    long theDayBefore = RUN.measurements(at(theDayBefore(FIRST_NIGHT_MCCI), MCCI)).size();

    assertThat(then).isLessThan(theDayBefore / 10);
  }

  @Test
  void shouldKeepPrefixesVisibleWhenPeopleAreOff() {
    Predicate<TrafficSample> visible = one -> one.getSignal().equals(TrafficGenerator.VISIBLE);

    assertThat(RUN.meanLevel(visible.and(during(FIRST_NIGHT_MCCI)))).isBetween(39_490.0, 39_510.0);
  }

  private static String componentOf(String service) {
    return service.equals(TELEGRAM) || service.equals(SIGNAL) ? "app" : "web";
  }

  private static Predicate<ProbeMeasurement> in(Period period, String service) {
    return one -> one.getService().equals(service) && period.contains(one.getTime().toEpochMilli());
  }

  private static Predicate<ProbeMeasurement> at(Period period, long asn) {
    return one -> one.getAsn() == asn && period.contains(one.getTime().toEpochMilli());
  }

  private static Predicate<TrafficSample> at(long asn) {
    return one -> one.getAsn() != null && one.getAsn() == asn;
  }

  private static Predicate<TrafficSample> in(String region) {
    return one -> region.equals(one.getRegion());
  }

  private static Predicate<TrafficSample> requests(Period period) {
    return during(period).and(one -> one.getSignal().equals(TrafficGenerator.REQUESTS));
  }

  private static Predicate<TrafficSample> during(Period period) {
    return one -> period.contains(one.getTime().toEpochMilli());
  }

  private static Period theDayBefore(Period period) {
    return new Period(
        period.from().minus(Duration.ofDays(1)), period.to().minus(Duration.ofDays(1)));
  }
}
