package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.ordinary;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.QuorumState;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;

class QuorumTest {

  private static final String SIGNAL = "request-volume";
  private static final Scope COUNTRY = country("IR");

  private final Quorum quorum = new Quorum();
  private final QuorumState state = QuorumState.newBuilder().build();

  @Test
  void shouldOpenAtHalfOfTheWeightInTwoParts() {
    ordinaryAt(3, 1);
    ordinaryAt(4, 1);
    assertThat(affectedAt(1, 1).verdict()).isEmpty();

    StageRecord opened = affectedAt(2, 1).verdict().orElseThrow();

    assertThat(opened.getVerdict().getBefore()).isEqualTo(SeriesState.NORMAL);
    assertThat(opened.getVerdict().getAfter()).isEqualTo(SeriesState.OPEN);
    assertThat(opened.getVerdict().getScope()).isEqualTo(COUNTRY);
    assertThat(opened.getVerdict().getObserved()).isEqualTo(1 - 2 * 0.95 / 4);
    assertThat(opened.getNetworks()).extracting(AffectedNetwork::getAsn).containsExactly(1L, 2L);
    assertThat(opened.getNetworks())
        .extracting(AffectedNetwork::getWeight)
        .containsExactly(0.25, 0.25);
  }

  @Test
  void shouldSayOnceThatAComponentIsFineWhenItCanBeJudged() {
    SeriesVerdict.Builder fine = ordinary(block(network("IR", 1), "telegram", hour(10)), hour(10));
    SeriesVerdict.Builder unknown =
        SeriesVerdict.newBuilder(fine).setAfter(SeriesState.INSUFFICIENT);
    Scope wider = Quorum.widerScopes(fine.getScope()).get(0);
    assertThat(quorum.cast(state, wider, record(unknown)).verdict()).isEmpty();

    StageRecord first = quorum.cast(state, wider, record(fine)).verdict().orElseThrow();

    assertThat(first.getVerdict().getAfter()).isEqualTo(SeriesState.NORMAL);
    assertThat(quorum.cast(state, wider, record(fine)).verdict()).isEmpty();
  }

  @Test
  void shouldTakeBackItsWordWhenLateDataTakeBackEveryVote() {
    affectedAt(1, 1);
    affectedAt(2, 1);
    assertThat(takenBackAt(1).verdict().orElseThrow().getType())
        .as("another part still speaks of it")
        .isEqualTo(StageRecordType.VERDICT);

    StageRecord last = takenBackAt(2).verdict().orElseThrow();

    assertThat(last.getType()).isEqualTo(StageRecordType.CORRECTION);
    assertThat(last.getVerdict().getScope()).isEqualTo(COUNTRY);
    assertThat(last.getVerdict().getOnset()).isNull();
    assertThat(last.getVerdict().getAfter()).isEqualTo(SeriesState.NORMAL);
  }

  @Test
  void shouldStandByItsWordWhenAPartWasAffectedIndeed() {
    affectedAt(1, 1);
    affectedAt(2, 1);
    SeriesVerdict.Builder indeed = outage(network("IR", 1), SIGNAL, hour(10));
    quorum.cast(state, COUNTRY, record(recovered(indeed, hour(12))));

    assertThat(takenBackAt(2).verdict())
        .map(StageRecord::getType)
        .hasValue(StageRecordType.VERDICT);
  }

  private Quorum.Outcome takenBackAt(long asn) {
    StageRecord correction =
        record(ordinary(outage(network("IR", asn), SIGNAL, hour(10)), hour(13)));
    correction.setType(StageRecordType.CORRECTION);
    correction.getVerdict().setOnset(null);
    return quorum.cast(state, COUNTRY, correction);
  }

  @Test
  void shouldNotOpenForOnePartHoweverHeavy() {
    ordinaryAt(2, 1);

    Quorum.Outcome outcome = affectedAt(1, 100);

    assertThat(outcome.verdict()).isEmpty();
    assertThat(outcome.failing()).as("it fails all the same").isTrue();
    assertThat(outcome.weight()).isEqualTo(101);
  }

  @Test
  void shouldCountOneVoteAPartHoweverOftenItSpeaks() {
    ordinaryAt(2, 1);
    ordinaryAt(3, 1);
    ordinaryAt(4, 1);

    for (int i = 0; i < 50; i++) {
      assertThat(affectedAt(1, 1).verdict()).isEmpty();
    }

    assertThat(state.getVotes()).hasSize(4);
  }

  @Test
  void shouldStayOpenUntilLessThanAQuarterIsAffected() {
    for (int asn = 1; asn <= 4; asn++) {
      affectedAt(asn, 1);
    }

    recoveredAt(1);
    recoveredAt(2);
    recoveredAt(3);
    assertThat(state.getOpen()).as("a quarter is left").isTrue();
    StageRecord closed = recoveredAt(4).verdict().orElseThrow();

    assertThat(closed.getVerdict().getAfter()).isEqualTo(SeriesState.NORMAL);
    assertThat(closed.getVerdict().getEnded()).isNotNull();
    assertThat(closed.getNetworks()).isEmpty();
  }

  @Test
  void shouldSpeakAgainWhenThePartsBehindItChange() {
    affectedAt(1, 1);
    affectedAt(2, 1);

    assertThat(affectedAt(2, 1).verdict()).as("the same parts").isEmpty();
    assertThat(affectedAt(3, 1).verdict()).as("one more").isPresent();
  }

  @Test
  void shouldSpeakAgainWhenTheFailuresOfAPartAddUp() {
    castBlock(1, 5);
    castBlock(2, 5);

    assertThat(castBlock(2, 5).verdict()).as("the same failures").isEmpty();
    SeriesVerdict more = castBlock(2, 9).verdict().orElseThrow().getVerdict();

    assertThat(more.getFailures()).isEqualTo(14);
  }

  @Test
  void shouldSayWhatNetworksVantagesAndVersionsBrought() {
    castBlock(1, 5);

    SeriesVerdict verdict = castBlock(2, 7).verdict().orElseThrow().getVerdict();

    assertThat(verdict.getByNetwork())
        .containsExactly(new Contribution(2L, 7, 7), new Contribution(1L, 5, 5));
    assertThat(verdict.getByVantage())
        .containsExactly(new Contribution(102L, 7, 7), new Contribution(101L, 5, 5));
    assertThat(verdict.getByVersion()).containsExactly(new Contribution(30L, 12, 12));
  }

  @Test
  void shouldLeaveOutWhatCannotBeJudged() {
    affectedAt(1, 1);
    cast(ordinary(outageAt(3), hour(10)).setAfter(SeriesState.INSUFFICIENT), 100);

    assertThat(affectedAt(2, 1).verdict()).isPresent();
  }

  @Test
  void shouldBeNoisyOnlyWhenEveryPartIs() {
    cast(outageAt(1).setNoisy(true), 1);
    assertThat(cast(outageAt(2).setNoisy(true), 1).verdict().orElseThrow().getVerdict().getNoisy())
        .isTrue();

    assertThat(affectedAt(3, 1).verdict().orElseThrow().getVerdict().getNoisy()).isFalse();
  }

  @Test
  void shouldNameTheHeaviestNetworksAndCountTheRest() {
    Quorum.Outcome last = null;
    for (int asn = 1; asn <= 60; asn++) {
      last = affectedAt(asn, asn);
    }

    StageRecord verdict = last.verdict().orElseThrow();
    assertThat(verdict.getNetworks()).hasSize(50);
    assertThat(verdict.getNetworks().get(0).getAsn()).isEqualTo(60);
    assertThat(verdict.getNetworksOmitted()).isEqualTo(10);
  }

  @Test
  void shouldVoteForTheRegionAndTheCountryOfANetwork() {
    Scope inRegion = Scope.newBuilder(network("IR", 1)).setRegion("IR-07").build();

    assertThat(Quorum.widerScopes(inRegion))
        .extracting(Scope::getLevel, Scope::getRegion, Scope::getAsn)
        .containsExactly(
            tuple(ScopeLevel.REGION, "IR-07", null), tuple(ScopeLevel.COUNTRY, null, null));
    assertThat(Quorum.widerScopes(network("IR", 1))).containsExactly(COUNTRY);
    assertThat(Quorum.widerScopes(COUNTRY)).isEqualTo(List.of());
  }

  @Test
  void shouldOpenWhenTooManyPartsAreSuspectForChance() {
    for (int asn = 1; asn <= 12; asn++) {
      cast(ordinary(blockAt(asn), hour(10)), 1);
    }
    for (int asn = 1; asn <= 7; asn++) {
      cast(suspectAt(asn), 1);
      assertThat(state.getOpen()).as("%d of 12 parts are suspect", asn).isFalse();
    }

    StageRecord opened = cast(suspectAt(8), 1).verdict().orElseThrow();

    assertThat(opened.getVerdict().getAfter()).isEqualTo(SeriesState.OPEN);
    assertThat(opened.getVerdict().getFailures()).isEqualTo(8);
    assertThat(opened.getNetworks()).hasSize(8);
  }

  @Test
  void shouldStayOpenWhilePartsBecomeAffectedOnTheirOwnWordAndCloseAsTheyRecover() {
    for (int asn = 1; asn <= 12; asn++) {
      cast(suspectAt(asn), 1);
    }
    for (int asn = 1; asn <= 12; asn++) {
      cast(blockAt(asn), 1);
      assertThat(state.getOpen()).isTrue();
    }
    for (int asn = 1; asn <= 9; asn++) {
      cast(recovered(blockAt(asn), hour(12)), 1);
    }
    assertThat(state.getOpen()).as("a quarter is left").isTrue();

    cast(recovered(blockAt(10), hour(12)), 1);

    assertThat(state.getOpen()).isFalse();
  }

  @Test
  void shouldNotTakeTheWordOfOneVantageInManyPartsForMany() {
    for (int asn = 1; asn <= 12; asn++) {
      cast(suspectAt(asn).setByVantage(List.of(new Contribution(7L, 1, 1))), 1);
    }

    assertThat(state.getOpen()).isFalse();
  }

  @Test
  void shouldNotOpenForOneSoftwareVersionWhereAnotherIsInUse() {
    cast(ordinary(blockAt(99), hour(10)).setByVersion(List.of(new Contribution(31L, 4, 0))), 1);
    for (int asn = 1; asn <= 12; asn++) {
      cast(suspectAt(asn), 1);
    }

    assertThat(state.getOpen()).isFalse();
  }

  @Test
  void shouldLeaveLevelsToVoteForThemselves() {
    for (int asn = 1; asn <= 12; asn++) {
      cast(outageAt(asn).setAfter(SeriesState.SUSPECT), 1);
    }

    assertThat(state.getOpen()).isFalse();
  }

  @Test
  void shouldDateWhatPartsHaveInCommonAndNotTheChanceFailureBeforeIt() {
    cast(blockAt(1).setOnset(new TimeInterval(hour(-40), hour(-39))), 1);
    cast(blockAt(2).setOnset(new TimeInterval(hour(6), hour(9))), 1);
    cast(blockAt(3).setOnset(new TimeInterval(hour(4), hour(8))), 1);
    StageRecord opened =
        cast(blockAt(4).setOnset(new TimeInterval(hour(7), hour(10))), 1).verdict().orElseThrow();

    assertThat(opened.getVerdict().getOnset()).isEqualTo(new TimeInterval(hour(7), hour(8)));
  }

  @Test
  void shouldDateTheFirstPartWherePartsHaveNoMomentInCommon() {
    cast(blockAt(1).setOnset(new TimeInterval(hour(1), hour(2))), 1);
    StageRecord opened =
        cast(blockAt(2).setOnset(new TimeInterval(hour(6), hour(9))), 1).verdict().orElseThrow();

    assertThat(opened.getVerdict().getOnset()).isEqualTo(new TimeInterval(hour(1), hour(2)));
  }

  private static SeriesVerdict.Builder blockAt(long asn) {
    return block(network("IR", asn), "telegram", hour(10));
  }

  /** One failure of one vantage, where one in a hundred is ordinary. */
  private static SeriesVerdict.Builder suspectAt(long asn) {
    return blockAt(asn)
        .setBefore(SeriesState.NORMAL)
        .setAfter(SeriesState.SUSPECT)
        .setSamples(1)
        .setFailures(1)
        .setScore(3)
        .setThreshold(11)
        .setByVantage(List.of(new Contribution(100 + asn, 1, 1)))
        .setByVersion(List.of(new Contribution(30L, 1, 1)));
  }

  private static SeriesVerdict.Builder outageAt(long asn) {
    return outage(network("IR", asn), SIGNAL, hour(10));
  }

  /** Fails for one vantage of that network, with the version that all networks use. */
  private Quorum.Outcome castBlock(long asn, int failures) {
    return cast(
        block(network("IR", asn), "telegram", hour(10))
            .setSamples(failures)
            .setFailures(failures)
            .setByVantage(List.of(new Contribution(100 + asn, failures, failures)))
            .setByVersion(List.of(new Contribution(30L, failures, failures))),
        1);
  }

  private Quorum.Outcome affectedAt(long asn, double weight) {
    return cast(outageAt(asn), weight);
  }

  private void ordinaryAt(long asn, double weight) {
    assertThat(cast(ordinary(outageAt(asn), hour(10)), weight).verdict()).isEmpty();
  }

  private Quorum.Outcome recoveredAt(long asn) {
    return cast(recovered(outageAt(asn), hour(12)), 1);
  }

  private Quorum.Outcome cast(SeriesVerdict.Builder verdict, double weight) {
    return quorum.cast(state, COUNTRY, record(verdict, weight));
  }
}
