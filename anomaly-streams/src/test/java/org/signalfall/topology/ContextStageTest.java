package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.event.VerdictMother.PROBE_FEED;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.ordinary;
import static org.signalfall.event.VerdictMother.progress;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;
import static org.signalfall.event.VerdictMother.roster;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.ServiceWatch;

class ContextStageTest {

  private static final String TELEGRAM = "telegram";
  private static final List<String> FIVE = List.of("DE", "FR", "IR", "KE", "US");

  private final Walk walk = new Walk();

  @BeforeEach
  void enroll() {
    walk.toContext(roster(PROBE_FEED));
  }

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldCallAServiceDownWhenItFailsInFiveCountries() {
    FIVE.forEach(code -> walk.toContext(record(blockIn(code))));

    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(10), false));

    List<StageRecord> heard = walk.heardByEvent();
    assertThat(heard)
        .extracting(StageRecord::getType, StageRecord::getTime)
        .containsExactly(
            tuple(StageRecordType.CONTEXT, hour(10)),
            tuple(StageRecordType.VERDICT, hour(10)),
            tuple(StageRecordType.PROGRESS, hour(10)));
    assertThat(heard.get(0).getContext().getDown()).isTrue();
    assertThat(heard.get(0).getContext().getCountriesFailing()).isEqualTo(FIVE);
    assertThat(heard.get(1).getVerdict().getScope().getCountry()).isEqualTo("ZZ");
    assertThat(heard.get(1).getVerdict().getAfter()).isEqualTo(SeriesState.OPEN);
  }

  @Test
  void shouldNotCallAServiceDownWhenItFailsInFour() {
    FIVE.subList(0, 4).forEach(code -> walk.toContext(record(blockIn(code))));

    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(10), false));

    assertThat(walk.heardByEvent())
        .extracting(StageRecord::getType)
        .containsExactly(StageRecordType.PROGRESS);
  }

  @Test
  void shouldNotCallAServiceDownWhenMostOfTheWorldReachesIt() {
    FIVE.forEach(code -> walk.toContext(record(blockIn(code))));
    for (String code : List.of("AT", "BE", "CH", "DK")) {
      walk.toContext(record(ordinary(blockIn(code), hour(10))));
    }

    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(10), false));

    assertThat(walk.heardByEvent())
        .noneMatch(word -> word.getType() == StageRecordType.VERDICT)
        .noneMatch(word -> word.getContext() != null && word.getContext().getDown());
  }

  @Test
  void shouldTellOnceThatAServiceMayBeGoingDownAndOnceThatItIsNot() {
    List<String> calm = List.of("AT", "BE", "CH");
    calm.forEach(code -> walk.toContext(record(ordinary(blockIn(code), hour(9)))));
    FIVE.subList(0, 2)
        .forEach(code -> walk.toContext(record(blockIn(code).setAfter(SeriesState.SUSPECT))));
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(10), false));
    List<StageRecord> suspected = walk.heardByEvent();

    FIVE.subList(0, 2).forEach(code -> walk.toContext(record(ordinary(blockIn(code), hour(11)))));
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(11), false));
    List<StageRecord> calmed = walk.heardByEvent();

    assertThat(suspected)
        .extracting(StageRecord::getType)
        .containsExactly(StageRecordType.CONTEXT, StageRecordType.PROGRESS);
    assertThat(suspected.get(0).getContext().getCountriesFailing()).isEqualTo(FIVE.subList(0, 2));
    assertThat(ServiceWatch.mayGoDown(suspected.get(0).getContext())).isTrue();
    assertThat(ServiceWatch.mayGoDown(calmed.get(0).getContext())).isFalse();
  }

  @Test
  void shouldCallItUpWhenLessThanThirtyPercentFails() {
    FIVE.forEach(code -> walk.toContext(record(blockIn(code))));
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(10), false));
    walk.heardByEvent();

    FIVE.subList(0, 4).forEach(code -> walk.toContext(record(recovered(blockIn(code), hour(12)))));
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(12), false));

    List<StageRecord> heard = walk.heardByEvent();
    assertThat(heard.get(0).getContext().getDown()).isFalse();
    assertThat(heard.get(1).getVerdict().getAfter()).isEqualTo(SeriesState.NORMAL);
  }

  @Test
  void shouldDecideNothingBeforeTheScopeStageHasPassedTheMoment() {
    FIVE.forEach(code -> walk.toContext(record(blockIn(code))));

    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(9), false));

    assertThat(walk.heardByEvent())
        .extracting(StageRecord::getType)
        .containsExactly(StageRecordType.PROGRESS);
  }

  private static SeriesVerdict.Builder blockIn(String code) {
    return block(country(code), TELEGRAM, hour(10));
  }
}
