package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.context;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.ordinary;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.LayerFailures;
import org.signalfall.avro.Method;
import org.signalfall.avro.Observation;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.TimeInterval;

/** The lifecycle of events.md, and its laws, which every test of this class ends with. */
class EventDeskTest {

  private static final Scope NETWORK = network("IR", 44244);
  private static final String VOLUME = "request-volume";
  private static final String TELEGRAM = "telegram";

  private final Desk desk = new Desk();

  @AfterEach
  void shouldKeepTheLawsOfRevisions() {
    Laws.assertKept(desk.published());
  }

  @Test
  void shouldTellTheWholeLifeOfAnOutage() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));

    desk.decide(hour(10), record(volume));
    desk.decide(hour(12), record(outage(NETWORK, VOLUME, hour(12)).setObserved(40)));
    desk.decide(hour(14), record(recovered(volume, hour(14))));
    desk.decide(hour(15), record(outage(NETWORK, VOLUME, hour(15))));
    desk.decide(hour(18), record(recovered(volume, hour(18))));
    desk.pass(hour(18 + 24));

    assertThat(desk.published())
        .extracting(
            ConnectivityEvent::getRevision,
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getAsOf,
            ConnectivityEvent::getIsFinal)
        .containsExactly(
            tuple(1, EventStatus.OPEN, hour(10), false),
            tuple(2, EventStatus.UPDATED, hour(12), false),
            tuple(3, EventStatus.RESOLVED, hour(14), false),
            tuple(4, EventStatus.REOPENED, hour(15), false),
            tuple(5, EventStatus.RESOLVED, hour(18), false),
            tuple(6, EventStatus.RESOLVED, hour(42), true));
    assertThat(desk.published()).extracting(ConnectivityEvent::getEventId).containsOnly(firstId());
  }

  @Test
  void shouldDateOnsetAndEndByTheVerdictsIntervals() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));

    desk.decide(hour(10), record(volume));
    ConnectivityEvent resolved = desk.decide(hour(14), record(recovered(volume, hour(14)))).get(0);

    assertThat(resolved.getOnset()).isEqualTo(new TimeInterval(hour(8), hour(9)));
    assertThat(resolved.getEnded()).isEqualTo(new TimeInterval(hour(12), hour(13)));
    assertThat(resolved.getEndReason()).isEqualTo(EndReason.RECOVERED);
  }

  @Test
  void shouldKeepTheDepthOfAResolvedEvent() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));

    desk.decide(hour(10), record(volume));
    ConnectivityEvent resolved =
        desk.decide(hour(14), record(recovered(volume, hour(14)).setObserved(95))).get(0);

    assertThat(resolved.getKind()).isEqualTo(Kind.BLACKOUT);
    assertThat(resolved.getObservedPercent()).isEqualTo(5);
    assertThat(resolved.getSeverity()).isEqualTo(95);
  }

  @Test
  void shouldOpenAnotherEventWhenAnOutageComesBackBeyondItsWindow() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    desk.decide(hour(10), record(volume));
    desk.decide(hour(14), record(recovered(volume, hour(14))));

    List<ConnectivityEvent> revisions =
        desk.decide(hour(17), record(outage(NETWORK, VOLUME, hour(17))));

    assertThat(revisions)
        .extracting(
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getRevision,
            ConnectivityEvent::getIsFinal)
        .containsExactly(tuple(EventStatus.RESOLVED, 3, true), tuple(EventStatus.OPEN, 1, false));
    assertThat(revisions.get(0).getEventId()).isEqualTo(firstId());
    assertThat(revisions.get(1).getEventId()).isNotEqualTo(firstId());
  }

  @Test
  void shouldReopenWhenAnOutageComesBackAtTheEndOfItsWindow() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    desk.decide(hour(10), record(volume));
    desk.decide(hour(14), record(recovered(volume, hour(14))));

    desk.decide(hour(16), record(outage(NETWORK, VOLUME, hour(16))));

    assertThat(last().getStatus()).isEqualTo(EventStatus.REOPENED);
    assertThat(last().getEnded()).isNull();
    assertThat(last().getEndReason()).isNull();
  }

  @Test
  void shouldReopenARestrictionAfterFiveHoursButNotAfterSeven() {
    SeriesVerdict.Builder telegram = block(NETWORK, TELEGRAM, hour(10));
    desk.decide(hour(10), record(telegram));
    desk.decide(hour(14), record(recovered(telegram, hour(14))));
    desk.decide(hour(19), record(block(NETWORK, TELEGRAM, hour(19))));
    desk.decide(hour(20), record(recovered(telegram, hour(20))));

    desk.decide(hour(27), record(block(NETWORK, TELEGRAM, hour(27))));

    assertThat(desk.published())
        .extracting(ConnectivityEvent::getStatus)
        .containsExactly(
            EventStatus.OPEN,
            EventStatus.RESOLVED,
            EventStatus.REOPENED,
            EventStatus.RESOLVED,
            EventStatus.RESOLVED,
            EventStatus.OPEN);
  }

  @Test
  void shouldHaveOneEventOfADestinationThatComesAndGoes() {
    SeriesVerdict.Builder site = block(NETWORK, "site.example", hour(10));
    for (int hours = 10; hours < 80; hours += 4) {
      desk.decide(hour(hours), record(block(NETWORK, "site.example", hour(hours))));
      desk.decide(hour(hours + 2), record(recovered(site, hour(hours + 2))));
    }

    assertThat(Laws.latest(desk.published())).hasSize(1);
    assertThat(last().getRevision()).isEqualTo(desk.published().size());
    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
  }

  @Test
  void shouldTellABlockOfTwoHoursByItsBounds() {
    SeriesVerdict.Builder youtube = block(NETWORK, "youtube", hour(10));
    desk.decide(hour(10), record(youtube));

    desk.decide(hour(12), record(recovered(youtube, hour(12))));

    assertThat(last().getOnset()).isEqualTo(new TimeInterval(hour(8), hour(9)));
    assertThat(last().getEnded()).isEqualTo(new TimeInterval(hour(10), hour(11)));
    assertThat(last().getServices()).containsExactly("youtube");
  }

  @Test
  void shouldNotPublishWhenNothingIsNews() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));

    List<ConnectivityEvent> revisions =
        desk.decide(hour(11), record(outage(NETWORK, VOLUME, hour(11)).setOnset(onset())));

    assertThat(revisions).isEmpty();
  }

  @Test
  void shouldPublishOneRevisionWhenSeveralSignalsSpeakInOneTick() {
    List<ConnectivityEvent> revisions =
        desk.decide(
            hour(10),
            record(outage(NETWORK, VOLUME, hour(10))),
            record(outage(NETWORK, "active-probing", hour(10))),
            record(outage(NETWORK, "telescope", hour(10)).setNoisy(true)));

    assertThat(revisions).hasSize(1);
    assertThat(revisions.get(0).getEvidence()).hasSize(3);
  }

  @Test
  void shouldOnlySuspectWhenANoisySignalIsAlone() {
    desk.decide(hour(10), record(outage(NETWORK, "telescope", hour(10)).setNoisy(true)));

    assertThat(last().getStatus()).isEqualTo(EventStatus.OPEN);
    assertThat(last().getConfidence()).isEqualTo(Confidence.SUSPECTED);
    assertThat(last().getQuorumBasis()).isEmpty();
  }

  @Test
  void shouldConfirmWhenASecondIndependentSignalAgrees() {
    desk.decide(hour(10), record(outage(NETWORK, "telescope", hour(10)).setNoisy(true)));

    desk.decide(hour(11), record(outage(NETWORK, VOLUME, hour(11))));

    assertThat(last().getStatus()).isEqualTo(EventStatus.UPDATED);
    assertThat(last().getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(last().getQuorumBasis()).containsExactly("2 independent signals agree");
  }

  @Test
  void shouldStayConfirmedWhenOneOfTwoSignalsRecovers() {
    SeriesVerdict.Builder telescope = outage(NETWORK, "telescope", hour(10)).setNoisy(true);
    desk.decide(hour(10), record(telescope), record(outage(NETWORK, VOLUME, hour(10))));

    desk.decide(hour(12), record(recovered(telescope, hour(12))));

    assertThat(last().getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(last().getStatus()).isEqualTo(EventStatus.OPEN);
  }

  @Test
  void shouldResolveWhenThePreciseSignalRecoversThoughANoisyOneLags() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    SeriesVerdict.Builder telescope = outage(NETWORK, "telescope", hour(10)).setNoisy(true);
    desk.decide(hour(10), record(volume), record(telescope));

    desk.decide(hour(14), record(recovered(volume, hour(14))));

    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
  }

  @Test
  void shouldStayResolvedWhileTheNoisySignalLags() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    SeriesVerdict.Builder telescope = outage(NETWORK, "telescope", hour(10)).setNoisy(true);
    desk.decide(hour(10), record(volume), record(telescope));
    desk.decide(hour(14), record(recovered(volume, hour(14))));

    for (int hours = 15; hours < 20; hours++) {
      SeriesVerdict.Builder lagging = SeriesVerdict.newBuilder(telescope);
      desk.decide(hour(hours), record(lagging.setBinStart(hour(hours - 1)).setBinEnd(hour(hours))));
    }

    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last().getAsOf()).isEqualTo(hour(14));
  }

  @Test
  void shouldJoinChildrenToTheCountryThatOpensWithThem() {
    desk.decide(
        hour(10),
        record(block(network("IR", 1), TELEGRAM, hour(10))),
        record(block(network("IR", 2), TELEGRAM, hour(10))),
        record(block(country("IR"), TELEGRAM, hour(10))));

    ConnectivityEvent parent = ofAsn(null);
    assertThat(parent.getParentId()).isNull();
    assertThat(ofAsn(1L).getParentId()).isEqualTo(parent.getEventId());
    assertThat(ofAsn(2L).getParentId()).isEqualTo(parent.getEventId());
    assertThat(desk.published()).hasSize(3);
  }

  @Test
  void shouldUpdateAChildWhenAParentOpensAfterIt() {
    desk.decide(hour(10), record(block(network("IR", 1), TELEGRAM, hour(10))));

    List<ConnectivityEvent> revisions =
        desk.decide(hour(11), record(block(country("IR"), TELEGRAM, hour(11))));

    assertThat(revisions).hasSize(2);
    assertThat(ofAsn(1L).getStatus()).isEqualTo(EventStatus.UPDATED);
    assertThat(ofAsn(1L).getParentId()).isEqualTo(ofAsn(null).getEventId());
  }

  @Test
  void shouldNotJoinEventsOfDifferentServicesOrCountries() {
    desk.decide(
        hour(10),
        record(block(country("IR"), TELEGRAM, hour(10))),
        record(block(network("IR", 1), "whatsapp", hour(10))),
        record(block(network("KE", 2), TELEGRAM, hour(10))));

    assertThat(desk.published()).extracting(ConnectivityEvent::getParentId).containsOnlyNulls();
  }

  @Test
  void shouldRetractARestrictionWhenAnInstrumentWasAtFault() {
    SeriesVerdict.Builder block = block(NETWORK, TELEGRAM, hour(10));
    desk.decide(hour(10), record(block));

    desk.decide(hour(11), record(recovered(block, hour(11)).setDefect(true)));

    assertThat(last().getStatus()).isEqualTo(EventStatus.RETRACTED);
    assertThat(last().getRetractionReason()).isEqualTo(RetractionReason.INSTRUMENT_DEFECT);
    assertThat(last().getSupersededBy()).isNull();
    assertThat(last().getIsFinal()).isTrue();
  }

  @Test
  void shouldResolveARestrictionWhenOnlyOneOfItsSignalsWasAtFault() {
    SeriesVerdict.Builder app = block(NETWORK, TELEGRAM, hour(10));
    SeriesVerdict.Builder goodput = block(NETWORK, TELEGRAM, hour(10)).setSignal("probe-goodput");
    desk.decide(hour(10), record(app), record(goodput));

    desk.decide(
        hour(11),
        record(recovered(app, hour(11)).setDefect(true)),
        record(recovered(goodput, hour(11))));

    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
  }

  @Test
  void shouldRetractARestrictionWhenItsServiceIsDownEverywhere() {
    desk.decide(hour(10), record(block(NETWORK, TELEGRAM, hour(10))));

    desk.decide(hour(11), context(TELEGRAM, true, hour(11)));

    assertThat(last().getStatus()).isEqualTo(EventStatus.RETRACTED);
    assertThat(last().getRetractionReason()).isEqualTo(RetractionReason.SUBSUMED);
    assertThat(last().getSupersededBy())
        .isEqualTo(EventIds.of(ServiceWatch.caseOf(TELEGRAM), hour(11).toEpochMilli()));
    assertThat(last().getIsFinal()).isTrue();
  }

  @Test
  void shouldOpenNoRestrictionWhileTheServiceIsDownEverywhere() {
    desk.decide(hour(10), context(TELEGRAM, true, hour(10)));

    desk.decide(hour(11), record(block(NETWORK, TELEGRAM, hour(11))));

    assertThat(desk.published()).isEmpty();
  }

  @Test
  void shouldKeepARestrictionThatIsOlderThanTheServicesFailure() {
    desk.decide(hour(2), record(block(NETWORK, TELEGRAM, hour(2))));

    desk.decide(hour(11), context(TELEGRAM, true, hour(11)));
    desk.decide(hour(12), context(TELEGRAM, false, hour(12)));

    assertThat(desk.published())
        .extracting(ConnectivityEvent::getStatus)
        .containsExactly(EventStatus.OPEN);
  }

  @Test
  void shouldOpenNoRestrictionWhenOneRecoversAfterTheServiceDid() {
    desk.decide(hour(10), context(TELEGRAM, true, hour(10)));
    desk.decide(hour(11), record(block(NETWORK, TELEGRAM, hour(11))));
    desk.decide(hour(12), context(TELEGRAM, false, hour(12)));

    desk.decide(hour(13), record(recovered(block(NETWORK, TELEGRAM, hour(11)), hour(13))));

    assertThat(desk.published()).isEmpty();
  }

  @Test
  void shouldOpenAnotherRestrictionWhenOneOutlivesTheServicesFailure() {
    desk.decide(hour(10), record(block(NETWORK, TELEGRAM, hour(10))));
    desk.decide(hour(11), context(TELEGRAM, true, hour(11)));

    desk.decide(hour(12), context(TELEGRAM, false, hour(12)));
    assertThat(last().getStatus())
        .as("its recovery may show last")
        .isEqualTo(EventStatus.RETRACTED);
    desk.decide(hour(14), record(block(NETWORK, TELEGRAM, hour(14)).setOnset(onset())));
    assertThat(last().getStatus()).as("it may lag behind").isEqualTo(EventStatus.RETRACTED);
    desk.decide(hour(16), record(block(NETWORK, TELEGRAM, hour(16)).setOnset(onset())));

    assertThat(last().getStatus()).isEqualTo(EventStatus.OPEN);
    assertThat(last().getRevision()).isEqualTo(1);
    assertThat(last().getEventId()).isNotEqualTo(firstId());
  }

  @Test
  void shouldOpenARestrictionAtOnceThatBeginsWhenTheServiceIsUpAgain() {
    desk.decide(hour(11), context(TELEGRAM, true, hour(11)));
    desk.decide(hour(12), context(TELEGRAM, false, hour(12)));

    desk.decide(hour(15), record(block(NETWORK, TELEGRAM, hour(15))));

    assertThat(last().getStatus()).isEqualTo(EventStatus.OPEN);
  }

  @Test
  void shouldSuspendAfterADayWithoutEvidenceAndObserveAgain() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));

    List<ConnectivityEvent> silent = desk.pass(hour(10 + 24));
    desk.decide(hour(40), record(outage(NETWORK, VOLUME, hour(40)).setOnset(onset())));

    assertThat(silent)
        .extracting(
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getObservation,
            ConnectivityEvent::getAsOf)
        .containsExactly(tuple(EventStatus.UPDATED, Observation.SUSPENDED, hour(34)));
    assertThat(last().getObservation()).isEqualTo(Observation.OBSERVED);
    assertThat(last().getLastEvidenceAt()).isEqualTo(hour(40));
  }

  @Test
  void shouldSuspendADayAfterTheLastEvidenceThoughThatWasNoNews() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));
    desk.decide(hour(30), record(outage(NETWORK, VOLUME, hour(30)).setOnset(onset())));

    List<ConnectivityEvent> silent = desk.pass(hour(100));

    assertThat(silent)
        .extracting(ConnectivityEvent::getObservation, ConnectivityEvent::getAsOf)
        .containsExactly(tuple(Observation.SUSPENDED, hour(54)));
  }

  @Test
  void shouldEndUnobservedAfterThirtyDaysWithoutEvidence() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));

    desk.pass(hour(10).plus(Duration.ofDays(30)));

    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last().getEndReason()).isEqualTo(EndReason.UNOBSERVED);
    assertThat(last().getObservation()).isEqualTo(Observation.LOST);
    assertThat(last().getEnded()).isEqualTo(new TimeInterval(hour(10), null));
  }

  @Test
  void shouldOpenAnotherEventWhenEvidenceComesBackAfterSightWasLost() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));
    desk.pass(hour(10).plus(Duration.ofDays(30)));

    desk.decide(hour(731), record(outage(NETWORK, VOLUME, hour(731)).setOnset(onset())));

    assertThat(last().getStatus()).isEqualTo(EventStatus.OPEN);
    assertThat(last().getEventId()).isNotEqualTo(firstId());
  }

  @Test
  void shouldPublishMilestonesOfALongEvent() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));
    for (int day = 1; day <= 91; day++) {
      desk.decide(
          hour(10 + 24L * day),
          record(outage(NETWORK, VOLUME, hour(10 + 24L * day)).setOnset(onset())));
    }

    assertThat(desk.published())
        .extracting(ConnectivityEvent::getMilestoneDays)
        .containsExactly(null, 7, 30, 90);
    assertThat(desk.published().get(1).getAsOf()).isEqualTo(hour(8).plus(Duration.ofDays(7)));
  }

  @Test
  void shouldPublishSmallCountsAsARange() {
    desk.decide(
        hour(10),
        record(block(NETWORK, TELEGRAM, hour(10)).setSamples(7).setFailures(4).setVantages(1)));

    assertThat(last().getEvidence().get(0).getSamples()).isEqualTo("7");
    assertThat(last().getEvidence().get(0).getFailures()).isEqualTo("1-4");
    assertThat(last().getEvidence().get(0).getVantages()).isEqualTo("1-4");
  }

  @Test
  void shouldCallABlockByTheLayerThatFails() {
    desk.decide(hour(10), record(block(NETWORK, TELEGRAM, hour(10))));

    assertThat(last().getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last().getKind()).isEqualTo(Kind.BLOCK);
    assertThat(last().getMethod()).isEqualTo(Method.TLS);
  }

  @Test
  void shouldCallItThrottlingWhenSlownessAloneFails() {
    LayerFailures slow = LayerFailures.newBuilder().setThrottling(40).build();

    desk.decide(hour(10), record(block(NETWORK, TELEGRAM, hour(10)).setLayers(slow)));

    assertThat(last().getKind()).isEqualTo(Kind.THROTTLING);
  }

  @Test
  void shouldNameTheComponentWhenOnlyThatFails() {
    SeriesVerdict.Builder app = block(NETWORK, TELEGRAM, hour(10));
    SeriesVerdict.Builder media = block(NETWORK, TELEGRAM, hour(10));
    media.setScope(Scope.newBuilder(media.getScope()).setComponent("media").build());

    desk.decide(hour(10), record(ordinary(app, hour(10))), record(media));

    assertThat(last().getKind()).isEqualTo(Kind.PARTIAL_SERVICE);
    assertThat(last().getScope().getComponent()).isEqualTo("media");
  }

  @Test
  void shouldSayThatRoutingHeldWhenOnlyOtherSignalsFail() {
    desk.decide(
        hour(10),
        record(outage(NETWORK, VOLUME, hour(10))),
        record(ordinary(outage(NETWORK, "bgp-visible-24s", hour(10)), hour(10))));

    assertThat(last().getKind()).isEqualTo(Kind.BLACKOUT);
    assertThat(last().getRoutingAffected()).isFalse();
  }

  @Test
  void shouldSayNothingOfRoutingWhenNoRoutingSignalCoversTheScope() {
    desk.decide(hour(10), record(outage(NETWORK, VOLUME, hour(10))));

    assertThat(last().getRoutingAffected()).isNull();
  }

  @Test
  void shouldKeepQuietWhenASeriesWasNeverAffected() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));

    desk.decide(hour(10), record(ordinary(volume, hour(10))));
    desk.decide(hour(11), record(ordinary(volume, hour(11)).setAfter(SeriesState.INSUFFICIENT)));
    desk.pass(hour(2000));

    assertThat(desk.published()).isEmpty();
  }

  private TimeInterval onset() {
    return desk.published().get(0).getOnset();
  }

  private String firstId() {
    return desk.published().get(0).getEventId();
  }

  private ConnectivityEvent last() {
    return desk.published().get(desk.published().size() - 1);
  }

  private ConnectivityEvent ofAsn(Long asn) {
    return desk.published().stream()
        .filter(event -> Objects.equals(event.getScope().getAsn(), asn))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
