package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.topology.Prober.app;
import static org.signalfall.topology.Prober.failing;
import static org.signalfall.topology.Prober.hour;
import static org.signalfall.topology.Prober.passing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Method;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.RetractionReason;

/** The hard cases of probes, from raw measurements to events. */
class HardCasesProbeTest {

  private static final List<String> SERVICES = List.of("telegram", "whatsapp", "signal");
  private static final String BLOCKED = "telegram";
  private static final long ARBITRARY_SEED = 5;

  private final Walk walk = new Walk();
  private final Prober prober = new Prober(walk, "probes");

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldOpenWithinTenMinutesWhenAServiceIsBlockedAndOneVantageProbesEveryMinute() {
    Instant blocked = hour(12);
    for (int minute = 0; minute < 13 * 60; minute++) {
      Instant time = hour(minute / 60.0);
      for (String service : SERVICES) {
        prober.measure(time, "v", service, app(service.equals(BLOCKED) && !time.isBefore(blocked)));
      }
    }

    prober.end(hour(13));

    ConnectivityEvent first = walk.events().get(0);
    assertThat(first.getScope().getService()).isEqualTo(BLOCKED);
    assertThat(first.getKind()).isEqualTo(Kind.BLOCK);
    assertThat(first.getDetectedAt()).isBetween(blocked, blocked.plus(Duration.ofMinutes(10)));
  }

  @Test
  void shouldFindAPartialBlockAndStateItsSamplesWhenThirtyPercentFail() {
    Random random = new Random(ARBITRARY_SEED);
    hourly(
        120,
        5,
        (hour, vantage) ->
            SERVICES.forEach(
                service ->
                    prober.measure(
                        time(hour, vantage),
                        name(vantage),
                        service,
                        app(service.equals(BLOCKED) && hour >= 48 && random.nextInt(10) < 3))));

    prober.end(hour(120));

    ConnectivityEvent last = last();
    assertThat(last.getScope().getService()).isEqualTo(BLOCKED);
    assertThat(last.getObservedPercent()).isBetween(60.0, 80.0);
    assertThat(Integer.parseInt(last.getEvidence().get(0).getSamples())).isGreaterThan(100);
    assertThat(last.getStatus()).isNotEqualTo(EventStatus.RESOLVED);
    assertThat(walk.observability()).isEmpty();
  }

  @Test
  void shouldCallItPartialServiceWhenMediaFailsAndTextPasses() {
    hourly(
        96,
        3,
        (hour, vantage) -> {
          prober.measure(
              time(hour, vantage),
              name(vantage),
              "whatsapp",
              passing("app"),
              hour >= 48 ? failing("media") : passing("media"));
          prober.measure(time(hour, vantage), name(vantage), "signal", passing("app"));
        });

    prober.end(hour(96));

    ConnectivityEvent last = last();
    assertThat(last.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last.getKind()).isEqualTo(Kind.PARTIAL_SERVICE);
    assertThat(last.getScope().getService()).isEqualTo("whatsapp");
    assertThat(last.getScope().getComponent()).isEqualTo("media");
    assertThat(last.getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  @Test
  void shouldCallItThrottlingWhenGoodputFallsToAThirdOfTheControls() {
    goodput(hour -> hour >= 48 && hour < 96, hour -> false);

    ConnectivityEvent last = last();
    assertThat(last.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last.getKind()).isEqualTo(Kind.THROTTLING);
    assertThat(last.getMethod()).isEqualTo(Method.THROTTLING);
    assertThat(last.getScope().getService()).isEqualTo(BLOCKED);
    assertThat(last.getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(last.getOnset().getLatest()).isBetween(hour(47), hour(50));
    assertThat(last.getStatus()).isEqualTo(EventStatus.RESOLVED);
  }

  @Test
  void shouldRaiseNothingWhenCongestionSlowsEverything() {
    goodput(hour -> hour >= 48 && hour < 96, hour -> hour >= 48 && hour < 96);

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldCallItAnOutageWhenAllServicesFailTogetherThoughProbesAreFew() {
    for (int slot = 0; slot < 6 * 96; slot++) {
      Instant time = hour(slot / 6.0);
      prober.measure(time, name(slot % 3), service(slot / 3), app(slot >= 6 * 48));
    }

    prober.end(hour(96));

    List<ConnectivityEvent> events = walk.events();
    assertThat(events).isNotEmpty();
    assertThat(events).allMatch(event -> event.getCategory() == Category.OUTAGE);
    assertThat(events).allMatch(event -> event.getScope().getService() == null);
    assertThat(events.get(0).getDetectedAt()).isBetween(hour(48), hour(52));
  }

  @Test
  void shouldConfirmARestrictionWhenControlsNeverShareAMinuteWithIt() {
    for (int slot = 0; slot < 6 * 96; slot++) {
      Instant time = hour(slot / 6.0);
      String service = service(slot / 3);
      prober.measure(time, name(slot % 3), service, app(slot >= 6 * 48 && service.equals(BLOCKED)));
    }

    prober.end(hour(96));

    ConnectivityEvent last = last();
    assertThat(last.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last.getScope().getService()).isEqualTo(BLOCKED);
    assertThat(last.getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(last.getQuorumBasis())
        .containsExactly(
            "probe-success fails from 1-4 vantages while controls pass, whichever one is left out");
  }

  @Test
  void shouldCallItNoOutageWhenMostServicesAreBannedAndTheRestIsSeldomTried() {
    List<String> banned = List.of("a", "b", "c", "d", "e");
    for (int slot = 0; slot < 6 * 120; slot++) {
      Instant time = hour(slot / 6.0);
      boolean rest = slot % 60 < 3;
      String service = rest ? "google" : banned.get(slot / 3 % banned.size());
      prober.measure(time, name(slot % 3), service, app(!rest && slot >= 6 * 48));
    }

    prober.end(hour(120));

    List<ConnectivityEvent> events = walk.events();
    assertThat(events)
        .extracting(event -> event.getScope().getService())
        .isNotEmpty()
        .isSubsetOf(banned);
    assertThat(events.get(0).getDetectedAt()).isBetween(hour(48), hour(56));
  }

  @Test
  void shouldCallItIsolationWhenTheInsideIsReachedAndTheOutsideIsNot() {
    hourly(
        96,
        3,
        (hour, vantage) -> {
          for (int i = 0; i < 3; i++) {
            Instant time = time(hour, vantage);
            prober.measure(time, name(vantage), "home" + i, app(false, Locality.DOMESTIC));
            prober.measure(time, name(vantage), "abroad" + i, app(hour >= 48, Locality.FOREIGN));
          }
        });

    prober.end(hour(96));

    List<ConnectivityEvent> events = walk.events();
    assertThat(events).isNotEmpty();
    assertThat(events).allMatch(event -> event.getCategory() == Category.OUTAGE);
    assertThat(events).allMatch(event -> event.getKind() == Kind.ISOLATION);
    assertThat(events.get(events.size() - 1).getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  @Test
  void shouldReportAVantageLostAndFoundAndRaiseNothingWhenOneOfTwentyFallsSilent() {
    hourly(
        96,
        20,
        (hour, vantage) -> {
          if (vantage != 7 || hour < 48 || hour >= 72) {
            prober.measure(time(hour, vantage), name(vantage), BLOCKED, app(false));
          }
        });

    prober.end(hour(96));

    List<ObservabilityEvent> reports = walk.observability();
    assertThat(reports)
        .extracting(ObservabilityEvent::getKind)
        .containsExactly(ObservabilityKind.VANTAGE_LOST, ObservabilityKind.VANTAGE_LOST);
    assertThat(reports)
        .extracting(ObservabilityEvent::getStatus)
        .containsExactly(ObservabilityStatus.BEGUN, ObservabilityStatus.ENDED);
    assertThat(reports.get(0).getSince()).isBetween(hour(47), hour(48));
    assertThat(reports.get(0).getAsOf()).isBetween(hour(50), hour(52));
    assertThat(reports.get(1).getUntil()).isBetween(hour(72), hour(73));
    assertThat(reports.get(0).getVantage()).matches("[0-9a-f]{16}");
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldReportAnInstrumentDefectWhenFailuresFollowASoftwareVersion() {
    hourly(
        96,
        6,
        (hour, vantage) -> {
          boolean updated = vantage < 3 && hour >= 48;
          prober.measure(
              time(hour, vantage), name(vantage), updated ? "2.0" : "1.0", BLOCKED, app(updated));
        });

    prober.end(hour(96));

    assertThat(walk.observability())
        .extracting(ObservabilityEvent::getKind, ObservabilityEvent::getVantage)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(ObservabilityKind.INSTRUMENT_DEFECT, null));
    assertNothingStands();
  }

  @Test
  void shouldReportAnInstrumentDefectAndItsEndWhenFailuresFollowASingleProbe() {
    hourly(
        120,
        6,
        (hour, vantage) ->
            prober.measure(
                time(hour, vantage),
                name(vantage),
                BLOCKED,
                app(vantage == 2 && hour >= 48 && hour < 96)));

    prober.end(hour(120));

    List<ObservabilityEvent> reports = walk.observability();
    assertThat(reports)
        .extracting(ObservabilityEvent::getKind)
        .containsOnly(ObservabilityKind.INSTRUMENT_DEFECT);
    assertThat(reports)
        .extracting(ObservabilityEvent::getStatus)
        .containsExactly(ObservabilityStatus.BEGUN, ObservabilityStatus.ENDED);
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldOpenNothingWhenAForgedProbeSendsNineOfTenSamples() {
    hourly(
        96,
        3,
        (hour, vantage) -> {
          prober.measure(time(hour, vantage), name(vantage), BLOCKED, app(false));
          if (hour >= 48 && hour < 60) {
            flood(hour, vantage, true);
          }
        });

    prober.end(hour(96));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldOpenNothingWhenAForgedProbeFloodsBetweenTheRareWordsOfOthers() {
    for (int day = 0; day < 6; day++) {
      for (int vantage = 0; vantage < 3; vantage++) {
        prober.measure(hour(24 * day + vantage), name(vantage), BLOCKED, app(false));
      }
      if (day == 5) {
        for (int minute = 0; minute < 600; minute++) {
          prober.measure(hour(24 * day + 4 + minute / 60.0), "forged", BLOCKED, app(true));
        }
      }
    }

    prober.end(hour(6 * 24));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldCloseNothingWhenAForgedProbeSendsNineOfTenSamples() {
    hourly(
        96,
        3,
        (hour, vantage) -> {
          prober.measure(time(hour, vantage), name(vantage), BLOCKED, app(hour >= 48));
          if (hour >= 72) {
            flood(hour, vantage, false);
          }
        });

    prober.end(hour(96));

    assertThat(walk.events())
        .isNotEmpty()
        .noneMatch(event -> event.getStatus() == EventStatus.RESOLVED)
        .noneMatch(event -> event.getStatus() == EventStatus.RETRACTED);
  }

  @Test
  void shouldRaiseNothingWhenOneOddMeasurementComesFromAQuietNetwork() {
    for (int day = 0; day < 30; day++) {
      prober.measure(hour(24 * day), name(day % 4), BLOCKED, app(day == 20));
    }

    prober.end(hour(30 * 24));

    assertThat(walk.events()).isEmpty();
    assertThat(walk.observability()).isEmpty();
  }

  @Test
  void shouldSayThatABanIsOlderThanTheDataWhenNothingWasEverClear() {
    hourly(
        48,
        3,
        (hour, vantage) ->
            SERVICES.forEach(
                service ->
                    prober.measure(
                        time(hour, vantage),
                        name(vantage),
                        service,
                        app(service.equals(BLOCKED)))));

    prober.end(hour(48));

    ConnectivityEvent last = last();
    assertThat(last.getSinceBeforeObservation()).isTrue();
    assertThat(last.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last.getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  /** Three vantages transfer from three services every hour; goodput wanders by a tenth. */
  private void goodput(IntPredicate slow, IntPredicate slowControls) {
    Random random = new Random(ARBITRARY_SEED);
    hourly(
        144,
        3,
        (hour, vantage) -> {
          for (String service : SERVICES) {
            boolean own = service.equals(BLOCKED);
            int ordinary = own ? 4_000 : 9_000;
            int full = ordinary + random.nextInt(ordinary / 10);
            boolean isSlow = (own ? slow : slowControls).test(hour);
            prober.measure(
                time(hour, vantage),
                name(vantage),
                service,
                app(false).setGoodputKbps(isSlow ? full / 3 : full));
          }
        });
    prober.end(hour(144));
  }

  private void flood(int hour, int third, boolean fails) {
    for (int i = 0; i < 9; i++) {
      prober.measure(hour(hour + third / 3.0 + (i + 1) / 60.0), "forged", BLOCKED, app(fails));
    }
  }

  private void assertNothingStands() {
    List<ConnectivityEvent> events = walk.events();
    if (!events.isEmpty()) {
      ConnectivityEvent last = events.get(events.size() - 1);
      assertThat(last.getStatus()).isEqualTo(EventStatus.RETRACTED);
      assertThat(last.getRetractionReason()).isEqualTo(RetractionReason.INSTRUMENT_DEFECT);
    }
  }

  private ConnectivityEvent last() {
    List<ConnectivityEvent> events = walk.events();
    assertThat(events).isNotEmpty();
    return events.get(events.size() - 1);
  }

  private interface Measuring {
    void by(int hour, int vantage);
  }

  private static void hourly(int hours, int vantages, Measuring measuring) {
    for (int hour = 0; hour < hours; hour++) {
      for (int vantage = 0; vantage < vantages; vantage++) {
        measuring.by(hour, vantage);
      }
    }
  }

  /** Vantages measure within the same few minutes. */
  private static Instant time(int hour, int vantage) {
    return hour(hour).plusSeconds(vantage * 20L);
  }

  private static String name(int vantage) {
    return "vantage " + vantage;
  }

  private static String service(int index) {
    return SERVICES.get(index % SERVICES.size());
  }
}
