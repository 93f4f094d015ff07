package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.context;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Scope;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TimeInterval;

class SuspenseTest {

  private static final Scope NETWORK = network("IR", 44244);
  private static final String TELEGRAM = "telegram";

  /** When the service began to fail in the tests, and how long it took to be noticed. */
  private static final Instant BEGAN = hour(9);

  private static final Instant NOTICED = hour(10);

  private final Desk desk = new Desk();

  @AfterEach
  void shouldKeepTheLaws() {
    Laws.assertKept(desk.published());
  }

  @Test
  void shouldOpenNothingWhenTheServiceTurnsOutToBeDown() {
    desk.decide(NOTICED, seemsToFailIn(List.of("IR", "KE")), failing());

    desk.pass(NOTICED.plus(Duration.ofMinutes(40)));
    desk.decide(NOTICED.plus(Duration.ofMinutes(50)), down());
    desk.pass(hour(30));

    assertThat(desk.published()).isEmpty();
  }

  @Test
  void shouldOpenAndSayWhatIsNotExcludedWhenItHasWaitedForAsLongAgain() {
    desk.decide(NOTICED, seemsToFailIn(List.of("IR", "KE")), failing());

    List<ConnectivityEvent> opened = desk.pass(hour(12));

    assertThat(opened).hasSize(1);
    assertThat(opened.get(0).getAsOf()).isEqualTo(hour(11));
    assertThat(opened.get(0).getConfidence()).isEqualTo(Confidence.SUSPECTED);
    assertThat(opened.get(0).getSummary()).contains(Suspense.BASIS);
  }

  @Test
  void shouldConfirmOnceTheFailureOfTheServiceIsExcluded() {
    desk.decide(NOTICED, seemsToFailIn(List.of("IR", "KE")), failing());
    desk.pass(hour(12));

    desk.decide(hour(13), seemsToFailIn(List.of("IR")));

    assertThat(last().getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(last().getSummary()).doesNotContain(Suspense.BASIS);
  }

  @Test
  void shouldOpenAtOnceWhenItFailsInNoOtherCountry() {
    desk.decide(NOTICED, seemsToFailIn(List.of("IR")), failing());

    assertThat(last().getAsOf()).isEqualTo(NOTICED);
    assertThat(last().getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  @Test
  void shouldOpenAsSoonAsTheOthersTurnOutToBeFine() {
    desk.decide(NOTICED, seemsToFailIn(List.of("IR", "KE")), failing());

    desk.decide(NOTICED.plus(Duration.ofMinutes(5)), seemsToFailIn(List.of("IR")));

    assertThat(last().getAsOf()).isEqualTo(NOTICED.plus(Duration.ofMinutes(5)));
  }

  @Test
  void shouldOpenNothingWhenItIsOverBeforeItHasWaitedLongEnough() {
    desk.decide(NOTICED, seemsToFailIn(List.of("IR", "KE")), failing());

    desk.decide(
        NOTICED.plus(Duration.ofMinutes(20)),
        record(recovered(block(NETWORK, TELEGRAM, NOTICED), NOTICED)));
    desk.pass(hour(30));

    assertThat(desk.published()).isEmpty();
  }

  @Test
  void shouldGoOnAsConfirmedThoughItBeginsToFailElsewhere() {
    desk.decide(NOTICED, failing());

    desk.decide(hour(11), seemsToFailIn(List.of("IR", "KE")));
    desk.pass(hour(12));

    assertThat(last().getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  private static StageRecord failing() {
    return record(
        block(NETWORK, TELEGRAM, NOTICED)
            .setOnset(new TimeInterval(BEGAN, BEGAN.plus(Duration.ofMinutes(5)))));
  }

  private static StageRecord down() {
    return context(TELEGRAM, true, NOTICED.plus(Duration.ofMinutes(50)));
  }

  /** The word that six countries are observed, and that it seems to fail at once in some. */
  private static StageRecord seemsToFailIn(List<String> countries) {
    StageRecord word = context(TELEGRAM, false, NOTICED);
    word.getContext().setOnset(null);
    word.getContext().setCountriesFailing(countries);
    word.getContext().setWeightFailing(countries.size() / 6.0);
    return word;
  }

  private ConnectivityEvent last() {
    return desk.published().get(desk.published().size() - 1);
  }
}
