package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.event.VerdictMother.PROBE_FEED;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.ordinary;
import static org.signalfall.event.VerdictMother.progress;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.roster;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;

class ScopeStageTest {

  private static final String TELEGRAM = "telegram";

  private final Walk walk = new Walk();

  @BeforeEach
  void enroll() {
    walk.toScope(roster(PROBE_FEED));
  }

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldDecideNothingBeforeTheNetworkStageHasPassedTheMoment() {
    walk.toScope(record(blockAt(1)));
    walk.toScope(record(blockAt(2)));

    walk.toScope(progress(Stage.NETWORK_PROBE, PROBE_FEED, hour(10).minusMillis(1), false));

    assertThat(countryVerdicts()).isEmpty();
  }

  @Test
  void shouldSpeakForTheCountryWhenHalfOfItsNetworksAreAffected() {
    walk.toScope(record(blockAt(1)));
    walk.toScope(record(blockAt(2)));
    walk.toScope(record(ordinary(blockAt(3), hour(10))));
    walk.toScope(record(ordinary(blockAt(4), hour(10))));

    walk.toScope(progress(Stage.NETWORK_PROBE, PROBE_FEED, hour(10), false));

    List<StageRecord> verdicts = countryVerdicts();
    assertThat(verdicts)
        .extracting(record -> record.getVerdict().getAfter())
        .startsWith(SeriesState.NORMAL)
        .endsWith(SeriesState.OPEN);
    StageRecord last = verdicts.get(verdicts.size() - 1);
    assertThat(last.getVerdict().getScope().getLevel()).isEqualTo(ScopeLevel.COUNTRY);
    assertThat(last.getNetworks()).extracting(AffectedNetwork::getAsn).containsExactly(1L, 2L);
    assertThat(last.getStage()).isEqualTo(Stage.SCOPE);
  }

  @Test
  void shouldCallNoCountryAffectedWhenOneNetworkOfTwoIs() {
    walk.toScope(record(blockAt(1)));
    walk.toScope(record(ordinary(blockAt(2), hour(10))));

    walk.toScope(progress(Stage.NETWORK_PROBE, PROBE_FEED, hour(10), false));

    assertThat(countryVerdicts())
        .extracting(record -> record.getVerdict().getAfter())
        .containsExactly(SeriesState.NORMAL);
  }

  @Test
  void shouldTellTheContextStageHowTheServiceFaresInTheCountry() {
    walk.toScope(record(blockAt(1)));
    walk.toScope(record(ordinary(blockAt(2), hour(10))));
    walk.toScope(record(ordinary(blockAt(3), hour(10))));

    walk.toScope(progress(Stage.NETWORK_PROBE, PROBE_FEED, hour(10), false));

    assertThat(walk.heardByContext())
        .filteredOn(record -> record.getType() == StageRecordType.VERDICT)
        .extracting(
            record -> record.getVerdict().getScope().getCountry(),
            record -> record.getVerdict().getScope().getAsn(),
            record -> record.getVerdict().getAfter(),
            StageRecord::getWeight)
        .containsExactly(
            tuple("IR", null, SeriesState.OPEN, 1.0),
            tuple("IR", null, SeriesState.OPEN, 2.0),
            tuple("IR", null, SeriesState.NORMAL, 3.0));
  }

  @Test
  void shouldPassProgressOnAfterItsVerdicts() {
    walk.toScope(record(blockAt(1)));
    walk.toScope(record(blockAt(2)));

    walk.toScope(progress(Stage.NETWORK_PROBE, PROBE_FEED, hour(10), true));

    List<StageRecord> heard = walk.heardByEvent();
    StageRecord last = heard.get(heard.size() - 1);
    assertThat(heard).hasSizeGreaterThan(1);
    assertThat(last.getType()).isEqualTo(StageRecordType.PROGRESS);
    assertThat(last.getStage()).isEqualTo(Stage.SCOPE);
    assertThat(last.getTime()).isEqualTo(hour(10));
    assertThat(last.getFinalMarker()).isTrue();
  }

  @Test
  void shouldRefuseTheProgressOfAFeedThatNoRosterAnnounced() {
    walk.toScope(progress(Stage.NETWORK_PROBE, "stranger", hour(10), false));

    assertThat(walk.refusals()).containsExactly("no roster change has announced the feed stranger");
    assertThat(walk.heardByEvent()).isEmpty();
  }

  private List<StageRecord> countryVerdicts() {
    return walk.heardByEvent().stream()
        .filter(record -> record.getType() == StageRecordType.VERDICT)
        .toList();
  }

  private static SeriesVerdict.Builder blockAt(long asn) {
    return block(network("IR", asn), TELEGRAM, hour(10));
  }
}
