package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.context;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.CountryFare;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.ServiceContext;
import org.signalfall.avro.ServiceWatchState;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

class ServiceWatchTest {

  static {
    TrustedClasses.register();
  }

  private static final String TELEGRAM = "telegram";
  private static final String BY = "probes/app";
  private static final List<String> COUNTRIES = List.of("DE", "FR", "IR", "KE", "US");

  private final ServiceWatch watch = new ServiceWatch();
  private final ServiceWatchState state = ServiceWatchState.newBuilder().build();

  @Test
  void shouldCallAServiceDownInTheFifthCountry() {
    for (String code : COUNTRIES.subList(0, 4)) {
      assertThat(note(code, true, 1).getDown()).isFalse();
    }

    ServiceContext context = note("US", true, 1);

    assertThat(context.getDown()).isTrue();
    assertThat(context.getCountriesObserved()).isEqualTo(5);
    assertThat(context.getCountriesFailing()).isEqualTo(COUNTRIES);
    assertThat(context.getWeightFailing()).isEqualTo(1);
    assertThat(state.getSince()).isEqualTo(hour(10));
  }

  @Test
  void shouldNotCallItDownWhileLessThanSixtyPercentOfTheWeightFails() {
    note("CN", false, 3.4);

    COUNTRIES.forEach(code -> assertThat(note(code, true, 1).getDown()).isFalse());

    assertThat(note("CN", false, 3.3).getDown()).isTrue();
  }

  @Test
  void shouldStayDownUntilLessThanThirtyPercentFails() {
    COUNTRIES.forEach(code -> note(code, true, 1));

    note("DE", false, 1);
    note("FR", false, 1);
    assertThat(note("IR", false, 1).getDown()).as("40 % fail").isTrue();

    assertThat(note("KE", false, 1).getDown()).as("20 % fail").isFalse();
  }

  @Test
  void shouldSetACountryAsideThatKeptItFromPeopleBefore() {
    watch.note(TELEGRAM, state, fare("CN", BY, true, 9, hour(1)), hour(2));

    COUNTRIES.subList(0, 4).forEach(code -> assertThat(note(code, true, 1).getDown()).isFalse());
    ServiceContext context = note("US", true, 1);

    assertThat(context.getDown()).isTrue();
    assertThat(context.getCountriesFailing()).isEqualTo(COUNTRIES);
    assertThat(context.getWeightFailing()).isEqualTo(1);
    assertThat(context.getOnset().getEarliest()).isEqualTo(hour(9));
  }

  @Test
  void shouldNotCallItDownWhenItsBansHaveNothingToDoWithEachOther() {
    for (int day = 0; day < COUNTRIES.size(); day++) {
      CountryFare ban = fare(COUNTRIES.get(day), BY, true, 1, hour(24L * day));

      assertThat(watch.note(TELEGRAM, state, ban, hour(24L * day + 1)).getDown()).isFalse();
    }
  }

  @Test
  void shouldRememberSinceWhenItFailsWhoeverSpeaksOfItNext() {
    COUNTRIES.forEach(code -> note(code, true, 1));

    ServiceContext later = watch.note(TELEGRAM, state, fare("US", BY, true, 1, hour(30)), hour(31));

    assertThat(later.getCountriesFailing()).isEqualTo(COUNTRIES);
    assertThat(later.getOnset().getEarliest()).isEqualTo(hour(9));
  }

  @Test
  void shouldCountACountryOnceHoweverManyFeedsSeeIt() {
    COUNTRIES.subList(0, 4).forEach(code -> note(code, true, 1));

    ServiceContext context =
        watch.note(TELEGRAM, state, fare("KE", "others/app", true, 2, hour(9)), hour(10));

    assertThat(context.getDown()).isFalse();
    assertThat(context.getCountriesObserved()).isEqualTo(4);
    assertThat(state.getFares()).hasSize(5);
  }

  @Test
  void shouldSayThatAServiceMayBeGoingDownWhenItSeemsToFailInSeveralCountriesAtOnce() {
    COUNTRIES.forEach(code -> note(code, false, 1));

    assertThat(ServiceWatch.mayGoDown(suspect("DE", hour(9)))).as("in one").isFalse();
    assertThat(ServiceWatch.mayGoDown(suspect("FR", hour(20)))).as("not at once").isFalse();
    assertThat(ServiceWatch.mayGoDown(suspect("KE", hour(9)))).isTrue();
    assertThat(ServiceWatch.mayGoDown(note("KE", false, 1))).isFalse();
  }

  @Test
  void shouldNotSayThatAServiceMayBeGoingDownWhereFewCountriesAreObserved() {
    COUNTRIES.subList(0, 2).forEach(code -> note(code, false, 1));

    suspect("DE", hour(9));

    assertThat(ServiceWatch.mayGoDown(suspect("FR", hour(9)))).isFalse();
  }

  @Test
  void shouldEndTheServicesFailureWithTheRecoveryThatMadeItSo() {
    TimeInterval recovered = new TimeInterval(hour(11), hour(12));
    SeriesVerdict cause = block(country("US"), TELEGRAM, hour(13)).setEnded(recovered).build();

    SeriesVerdict verdict =
        ServiceWatch.verdict(context(TELEGRAM, false, hour(13)), cause).getVerdict();

    assertThat(verdict.getEnded()).isEqualTo(recovered);
  }

  @Test
  void shouldSpeakOfTheServiceInTheWholeWorld() {
    SeriesVerdict cause = block(country("US"), TELEGRAM, hour(10)).build();

    SeriesVerdict verdict =
        ServiceWatch.verdict(context(TELEGRAM, true, hour(10)), cause).getVerdict();

    assertThat(verdict.getScope().getLevel()).isEqualTo(ScopeLevel.SERVICE);
    assertThat(verdict.getScope().getCountry()).isEqualTo(ServiceWatch.WORLD);
    assertThat(verdict.getAfter()).isEqualTo(SeriesState.OPEN);
    assertThat(CaseKey.of(verdict.getScope())).isEqualTo(ServiceWatch.caseOf(TELEGRAM));
    assertThat(verdict.getBinStart()).as("what is superseded names it").isEqualTo(hour(10));
    assertThat(ServiceWatch.verdict(context(TELEGRAM, true, hour(10)), cause).getType())
        .isEqualTo(StageRecordType.VERDICT);
  }

  private ServiceContext note(String code, boolean failing, double weight) {
    return watch.note(TELEGRAM, state, fare(code, BY, failing, weight, hour(9)), hour(10));
  }

  private ServiceContext suspect(String code, Instant since) {
    CountryFare fare = fare(code, BY, false, 1, since);
    fare.setSuspect(true);
    return watch.note(TELEGRAM, state, fare, hour(21));
  }

  private static CountryFare fare(
      String code, String by, boolean failing, double weight, Instant since) {
    return new CountryFare(
        code,
        by,
        failing,
        weight,
        new TimeInterval(since, since.plus(Duration.ofMinutes(5))),
        false);
  }
}
