package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.event.VerdictMother.PROBE_FEED;
import static org.signalfall.event.VerdictMother.TRAFFIC_FEED;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.networkStage;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.progress;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;
import static org.signalfall.event.VerdictMother.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.EvaluationException;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.EvidenceLocator;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Observation;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.topic.TopicCatalogue;

/** The event stage's clock; what the desk decides at its ticks is the business of its own test. */
class EventStageTest {

  private static final Scope NETWORK = network("IR", 44244);
  private static final List<String> COUNTRIES = List.of("DE", "FR", "IR", "KE", "US");
  private static final String VOLUME = "request-volume";
  private static final Duration DELAY = Duration.ofMinutes(1);

  private final Walk walk = new Walk();

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldDecideWhenEveryStageHasPassedTheBinAndItsDelay() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));

    passed(Stage.NETWORK_TRAFFIC, TRAFFIC_FEED, hour(10));
    passed(Stage.SCOPE, TRAFFIC_FEED, hour(10));
    assertThat(walk.events()).isEmpty();
    passed(Stage.CONTEXT, TRAFFIC_FEED, hour(10).minusMillis(1));
    assertThat(walk.events()).isEmpty();
    passed(Stage.CONTEXT, TRAFFIC_FEED, hour(10));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getAsOf)
        .containsExactly(tuple(EventStatus.OPEN, hour(10).plus(DELAY)));
  }

  @Test
  void shouldWaitForTheSlowerOfTwoFeeds() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));

    passedBy(TRAFFIC_FEED, hour(20));
    passedBy(PROBE_FEED, hour(9));
    assertThat(walk.events()).isEmpty();
    passedBy(PROBE_FEED, hour(10));

    assertThat(walk.events()).hasSize(1);
  }

  @Test
  void shouldDecideNothingWhileARosteredFeedHasNotBeenHeard() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));

    ended(TRAFFIC_FEED, hour(20));

    assertThat(walk.events()).isEmpty();
    assertThat(walk.evaluated()).isEmpty();
  }

  @Test
  void shouldGoOnWithoutAFeedThatStalls() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));
    passedBy(TRAFFIC_FEED, hour(20));
    passedBy(PROBE_FEED, hour(9));

    stalledBy(PROBE_FEED, hour(9));

    assertThat(walk.events()).hasSize(1);
  }

  @Test
  void shouldWaitForAFeedThatStallsUntilEveryPathHasSaidSo() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));
    passedBy(TRAFFIC_FEED, hour(20));
    passedBy(PROBE_FEED, hour(9));

    walk.toEvent(stall(Stage.NETWORK_PROBE, PROBE_FEED, hour(9)));
    walk.toEvent(stall(Stage.SCOPE, PROBE_FEED, hour(9)));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldWaitForAFeedAgainThatHasResumed() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    passedBy(TRAFFIC_FEED, hour(9));
    passedBy(PROBE_FEED, hour(9));
    stalledBy(PROBE_FEED, hour(9));

    passedBy(PROBE_FEED, hour(9));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));
    passedBy(TRAFFIC_FEED, hour(20));
    assertThat(walk.events()).isEmpty();
    passedBy(PROBE_FEED, hour(20));

    assertThat(walk.events()).hasSize(1);
  }

  @Test
  void shouldCountAtOnceWhatAFeedSaysThatResumesBehindTheOthers() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    passedBy(PROBE_FEED, hour(9));
    stalledBy(PROBE_FEED, hour(9));
    passedBy(TRAFFIC_FEED, hour(20));
    Instant reached = hour(20).plus(DELAY);
    walk.evaluated();

    walk.toEvent(record(block(NETWORK, "telegram", hour(12))));
    passedBy(PROBE_FEED, hour(12));
    assertThat(walk.events())
        .extracting(ConnectivityEvent::getAsOf)
        .containsExactly(reached.plusMillis(1));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(21))));
    passedBy(TRAFFIC_FEED, hour(21));
    assertThat(walk.events()).as("the clock waits for the feed again").isEmpty();
    passedBy(PROBE_FEED, hour(21));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getAsOf)
        .containsExactly(hour(21).plus(DELAY));
    assertThat(walk.evaluated())
        .allSatisfy(word -> assertThat(word.getThrough()).isAfterOrEqualTo(reached));
  }

  @Test
  void shouldSuspendAndNotResolveAnEventWhoseFeedStalls() {
    openedBy(outage(NETWORK, VOLUME, hour(10)));

    stalledBy(TRAFFIC_FEED, hour(11));

    assertThat(walk.events())
        .extracting(
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getObservation,
            ConnectivityEvent::getAsOf)
        .containsExactly(
            tuple(EventStatus.UPDATED, Observation.SUSPENDED, hour(11).plus(DELAY).plusMillis(1)));
    assertThat(exceptionsOf(TRAFFIC_FEED))
        .extracting(EvaluationException::getSignal, EvaluationException::getReason)
        .containsExactly(tuple(VOLUME, "STALLED"));
  }

  @Test
  void shouldSayWhatIsSuspendedByItsOwnSilence() {
    openedBy(outage(NETWORK, VOLUME, hour(10)));

    passedBy(TRAFFIC_FEED, hour(11).plus(Duration.ofDays(1)));

    assertThat(exceptionsOf(TRAFFIC_FEED))
        .extracting(EvaluationException::getScope, EvaluationException::getReason)
        .containsExactly(tuple(NETWORK, "SUSPENDED"));
  }

  @Test
  void shouldObserveTheEventAgainWhenItsFeedResumes() {
    openedBy(outage(NETWORK, VOLUME, hour(10)));
    stalledBy(TRAFFIC_FEED, hour(11));
    walk.events();

    passedBy(TRAFFIC_FEED, hour(12));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getObservation)
        .containsExactly(tuple(EventStatus.UPDATED, Observation.OBSERVED));
    assertThat(exceptionsOf(TRAFFIC_FEED)).isEmpty();
  }

  @Test
  void shouldLeaveEventsOfOtherFeedsAloneWhenOneStalls() {
    walk.toEvent(roster(PROBE_FEED));
    openedBy(outage(NETWORK, VOLUME, hour(10)));
    passedBy(PROBE_FEED, hour(11));
    walk.events();

    stalledBy(PROBE_FEED, hour(11));
    walk.toEvent(record(recovered(outage(NETWORK, VOLUME, hour(10)), hour(14))));
    passedBy(TRAFFIC_FEED, hour(14));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getObservation)
        .containsExactly(tuple(EventStatus.RESOLVED, Observation.OBSERVED));
  }

  @Test
  void shouldDecideNothingButItsOwnSightWhenEveryFeedStalls() {
    openedBy(outage(NETWORK, VOLUME, hour(10)));
    walk.toEvent(record(recovered(outage(NETWORK, VOLUME, hour(10)), hour(12))));

    stalledBy(TRAFFIC_FEED, hour(11));
    walk.finish();

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus)
        .containsExactly(EventStatus.UPDATED);
  }

  @Test
  void shouldGoOnWithoutAFeedThatHasLeft() {
    walk.toEvent(roster(PROBE_FEED));
    openedBy(outage(NETWORK, VOLUME, hour(10)));
    passedBy(PROBE_FEED, hour(12));
    walk.events();
    walk.evaluated();

    walk.toEvent(leaving(TRAFFIC_FEED, hour(13)));
    passedBy(PROBE_FEED, hour(20));
    assertThat(walk.evaluated())
        .as("it owes what it sees until then")
        .noneMatch(word -> word.getThrough().isAfter(hour(11).plus(DELAY)));
    passedBy(TRAFFIC_FEED, hour(13));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getObservation)
        .containsExactly(tuple(EventStatus.UPDATED, Observation.SUSPENDED));
    assertThat(walk.evaluated())
        .filteredOn(word -> word.getThrough().equals(hour(20).plus(DELAY)))
        .filteredOn(word -> word.getFeed().equals(TRAFFIC_FEED))
        .anyMatch(Evaluated::getFinished)
        .anySatisfy(
            word ->
                assertThat(word.getExceptions())
                    .extracting(EvaluationException::getReason)
                    .containsExactly("LEFT"));
  }

  @Test
  void shouldWaitAgainForAFeedThatIsRunAgainAfterItsEnd() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    ended(PROBE_FEED, hour(5));
    passedBy(TRAFFIC_FEED, hour(8));

    passedBy(PROBE_FEED, hour(9));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));
    passedBy(TRAFFIC_FEED, hour(20));
    assertThat(walk.events()).isEmpty();
    passedBy(PROBE_FEED, hour(10));

    assertThat(walk.events()).hasSize(1);
  }

  @Test
  void shouldEndWhenEveryFeedHasEndedAndSaySo() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(roster(PROBE_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));

    ended(PROBE_FEED, hour(5));
    assertThat(walk.events()).isEmpty();
    ended(TRAFFIC_FEED, hour(10));

    assertThat(walk.events()).hasSize(1);
    assertThat(walk.evaluated())
        .filteredOn(Evaluated::getFinished)
        .extracting(Evaluated::getFeed)
        .contains(PROBE_FEED, TRAFFIC_FEED);
  }

  @Test
  void shouldRefuseTheVerdictOfAFeedThatNoRosterAnnouncedAndGoOn() {
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10)).setFeed("stranger")));
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));
    passedBy(TRAFFIC_FEED, hour(10));

    assertThat(walk.refusals()).containsExactly("no roster change has announced the feed stranger");
    assertThat(walk.events()).hasSize(1);
  }

  @Test
  void shouldRefuseARecordOfAnUnknownType() {
    walk.toEvent(StageRecord.newBuilder().setFeed(TRAFFIC_FEED).build());

    assertThat(walk.refusals()).containsExactly("the record is of no type that this version knows");
  }

  @Test
  void shouldLookAtACaseAgainWhenItAskedForIt() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));

    passedBy(TRAFFIC_FEED, hour(10).plus(Duration.ofDays(40)));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getIsFinal)
        .containsExactly(
            tuple(EventStatus.OPEN, false),
            tuple(EventStatus.UPDATED, false),
            tuple(EventStatus.UPDATED, false),
            tuple(EventStatus.UPDATED, false),
            tuple(EventStatus.RESOLVED, false),
            tuple(EventStatus.RESOLVED, true));
  }

  @Test
  void shouldNameTheRevisionInTheHeadersOfItsRecord() {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(record(outage(NETWORK, VOLUME, hour(10))));
    passedBy(TRAFFIC_FEED, hour(10));

    Map<String, String> headers = walk.nextEventHeaders();

    ConnectivityEvent latest = walk.latestEvents().get(0).value;
    assertThat(headers)
        .containsOnly(
            entry("ce_id", latest.getEventId() + "/1"),
            entry("category", "OUTAGE"),
            entry("country", "IR"),
            entry("status", "OPEN"),
            entry("origin", "SYNTHETIC"));
  }

  @Test
  void shouldForgetAnEventAMonthAfterItsFinalRevisionAndNotBefore() {
    walk.toEvent(roster(TRAFFIC_FEED));
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    walk.toEvent(record(volume));
    walk.toEvent(record(recovered(volume, hour(12))));

    passedBy(TRAFFIC_FEED, hour(36).plus(Tombstones.KEPT).minus(DELAY));
    List<KeyValue<String, ConnectivityEvent>> known = walk.latestEvents();
    passedBy(TRAFFIC_FEED, hour(36).plus(Tombstones.KEPT));

    assertThat(known).hasSize(3);
    assertThat(known.get(2).value.getIsFinal()).isTrue();
    assertThat(walk.latestEvents()).containsExactly(KeyValue.pair(known.get(2).key, null));
  }

  @Test
  void shouldTellAReaderOfLatestRevisionsAloneWhatBecameOfAnEvent() {
    walk.toEvent(roster(PROBE_FEED));
    SeriesVerdict.Builder telegram = block(NETWORK, "telegram", hour(10));
    SeriesVerdict.Builder whatsapp = block(NETWORK, "whatsapp", hour(20));
    walk.toEvent(record(telegram));
    walk.toEvent(record(whatsapp));
    walk.toEvent(correction(whatsapp.setOnset(new TimeInterval(hour(15), hour(16))), hour(22)));
    walk.toEvent(record(recovered(telegram, hour(23)).setDefect(true)));

    passedBy(PROBE_FEED, hour(23));

    Map<String, ConnectivityEvent> latest = new HashMap<>();
    walk.latestEvents().forEach(revision -> latest.put(revision.key, revision.value));
    assertThat(latest.values())
        .extracting(
            ConnectivityEvent::getServices,
            ConnectivityEvent::getRevision,
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getRetractionReason,
            event -> event.getOnset().getLatest())
        .containsExactlyInAnyOrder(
            tuple(
                List.of("telegram"),
                2,
                EventStatus.RETRACTED,
                RetractionReason.INSTRUMENT_DEFECT,
                telegram.getOnset().getLatest()),
            tuple(List.of("whatsapp"), 2, EventStatus.UPDATED, null, hour(16)));
  }

  @Test
  void shouldTellReadersOfBothCategoriesWhenAnEventChangesFromOneToTheOther() {
    walk.toEvent(roster(PROBE_FEED));
    SeriesVerdict.Builder telegram = block(NETWORK, "telegram", hour(10));
    SeriesVerdict.Builder allServices =
        outage(NETWORK, "services-reached", hour(11))
            .setFeed(PROBE_FEED)
            .setFamily(SignalFamily.PROBE)
            .setOnset(telegram.getOnset());
    walk.toEvent(record(telegram));
    walk.toEvent(record(allServices));
    walk.toEvent(record(recovered(allServices, hour(14))));
    walk.toEvent(record(recovered(telegram, hour(16))));

    passedBy(PROBE_FEED, hour(16));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getRevision, ConnectivityEvent::getCategory)
        .containsExactly(
            tuple(1, Category.RESTRICTION),
            tuple(2, Category.OUTAGE),
            tuple(3, Category.RESTRICTION),
            tuple(4, Category.RESTRICTION));
    assertThat(walk.outageEvents())
        .extracting(ConnectivityEvent::getRevision)
        .containsExactly(2, 3);
    assertThat(walk.restrictionEvents())
        .extracting(ConnectivityEvent::getRevision)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldSayWhereTheRawRecordsLieThatSpeakForAnEvent() {
    walk.toEvent(roster(TRAFFIC_FEED));
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    walk.toEvent(record(volume));
    for (int hour = 4; hour <= 11; hour++) {
      walk.toEvent(
          StageRecord.newBuilder(progress(Stage.NETWORK_TRAFFIC, TRAFFIC_FEED, hour(hour), false))
              .setRawOffset(100L * hour)
              .build());
    }

    passed(Stage.SCOPE, TRAFFIC_FEED, hour(11));
    passed(Stage.CONTEXT, TRAFFIC_FEED, hour(11));

    assertThat(volume.getFirstBin()).isEqualTo(hour(8));
    assertThat(walk.events())
        .singleElement()
        .extracting(ConnectivityEvent::getLocators)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .as("from the marker before the first bin's to that after the last")
        .containsExactly(new EvidenceLocator(TopicCatalogue.RAW_TRAFFIC, 0, 700L, 1_000L));
  }

  @Test
  void shouldSupersedeRestrictionsByTheEventOfTheServicesFailure() {
    walk.toEvent(roster(PROBE_FEED));
    walk.toContext(roster(PROBE_FEED));
    for (String code : COUNTRIES) {
      walk.toEvent(record(block(network(code, 1), "telegram", hour(10))));
    }
    passedBy(PROBE_FEED, hour(10));
    assertThat(walk.events()).hasSize(5);

    failEverywhereAt(hour(11));

    List<ConnectivityEvent> events = walk.events();
    ConnectivityEvent down =
        events.stream()
            .filter(event -> event.getScope().getCountry().equals("ZZ"))
            .findFirst()
            .orElseThrow();
    assertThat(down.getStatus()).isEqualTo(EventStatus.OPEN);
    assertThat(events)
        .filteredOn(event -> event.getStatus() == EventStatus.RETRACTED)
        .hasSize(5)
        .extracting(ConnectivityEvent::getSupersededBy)
        .containsOnly(down.getEventId());
    assertThat(events).hasSize(6);
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldSuspendAndNotResolveTheFailureOfAServiceWhoseFeedStalls() {
    walk.toEvent(roster(PROBE_FEED));
    walk.toContext(roster(PROBE_FEED));
    for (String code : List.of("DE", "FR", "IR", "KE", "US")) {
      walk.toContext(record(block(country(code), "telegram", hour(11))));
    }
    passed(Stage.NETWORK_PROBE, PROBE_FEED, hour(11));
    passed(Stage.SCOPE, PROBE_FEED, hour(11));
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, hour(11), false));
    assertThat(walk.events())
        .extracting(ConnectivityEvent::getKind)
        .containsExactly(Kind.SERVICE_DOWN);

    stalledBy(PROBE_FEED, hour(11));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getObservation)
        .containsExactly(tuple(EventStatus.UPDATED, Observation.SUSPENDED));
    assertThat(walk.evaluated())
        .filteredOn(word -> word.getCountry().equals("ZZ"))
        .flatExtracting(Evaluated::getExceptions)
        .extracting(EvaluationException::getReason)
        .contains("STALLED");
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldFollowAServicesFailureToItsEnd() {
    walk.toEvent(roster(PROBE_FEED));
    walk.toContext(roster(PROBE_FEED));
    List<String> countries = List.of("DE", "FR", "IR", "KE", "US");
    countries.forEach(code -> walk.toContext(record(block(country(code), "telegram", hour(11)))));
    passedByContext(hour(11));

    countries.forEach(
        code ->
            walk.toContext(
                record(recovered(block(country(code), "telegram", hour(11)), hour(14)))));
    passedByContext(hour(14));
    passedByContext(hour(40));

    assertThat(walk.events())
        .extracting(
            event -> event.getScope().getCountry(),
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getIsFinal)
        .containsExactly(
            tuple("ZZ", EventStatus.OPEN, false),
            tuple("ZZ", EventStatus.RESOLVED, false),
            tuple("ZZ", EventStatus.RESOLVED, true));
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldPublishNothingTwiceWhenProgressIsRepeated() {
    SeriesVerdict.Builder volume = outage(NETWORK, VOLUME, hour(10));
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(record(volume));
    passedBy(TRAFFIC_FEED, hour(10));

    passedBy(TRAFFIC_FEED, hour(10));
    passedBy(TRAFFIC_FEED, hour(9));
    walk.finish();

    assertThat(walk.events()).hasSize(1);
  }

  private void failEverywhereAt(Instant time) {
    for (String code : COUNTRIES) {
      walk.toContext(record(block(country(code), "telegram", time)));
    }
    passed(Stage.NETWORK_PROBE, PROBE_FEED, time);
    passed(Stage.SCOPE, PROBE_FEED, time);
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, time, false));
  }

  private static StageRecord stall(Stage stage, String feed, Instant through) {
    return StageRecord.newBuilder(progress(stage, feed, through, false))
        .setType(StageRecordType.STALL)
        .build();
  }

  private static StageRecord correction(SeriesVerdict.Builder verdict, Instant time) {
    return StageRecord.newBuilder(record(verdict))
        .setType(StageRecordType.CORRECTION)
        .setTime(time)
        .build();
  }

  private static StageRecord leaving(String feed, Instant effective) {
    StageRecord joining = roster(feed);
    joining.getRoster().setJoins(false);
    joining.getRoster().setEffective(effective);
    return joining;
  }

  private void openedBy(SeriesVerdict.Builder verdict) {
    walk.toEvent(roster(TRAFFIC_FEED));
    walk.toEvent(record(verdict));
    passedBy(TRAFFIC_FEED, hour(11));
    walk.events();
  }

  private List<EvaluationException> exceptionsOf(String feed) {
    return walk.evaluated().stream()
        .filter(word -> word.getFeed().equals(feed) && word.getPartition() == null)
        .reduce((before, last) -> last)
        .orElseThrow()
        .getExceptions();
  }

  private void stalledBy(String feed, Instant through) {
    for (Stage stage : List.of(networkStage(feed), Stage.SCOPE, Stage.CONTEXT)) {
      walk.toEvent(stall(stage, feed, through));
    }
  }

  private void passed(Stage stage, String feed, Instant through) {
    walk.toEvent(progress(stage, feed, through, false));
  }

  private void passedBy(String feed, Instant through) {
    passed(networkStage(feed), feed, through);
    passed(Stage.SCOPE, feed, through);
    passed(Stage.CONTEXT, feed, through);
  }

  private void passedByContext(Instant through) {
    passed(Stage.NETWORK_PROBE, PROBE_FEED, through);
    passed(Stage.SCOPE, PROBE_FEED, through);
    walk.toContext(progress(Stage.SCOPE, PROBE_FEED, through, false));
  }

  private void ended(String feed, Instant through) {
    for (Stage stage : List.of(networkStage(feed), Stage.SCOPE, Stage.CONTEXT)) {
      walk.toEvent(progress(stage, feed, through, true));
    }
  }
}
