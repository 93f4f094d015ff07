package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Method;
import org.signalfall.avro.Observation;
import org.signalfall.avro.Recurrence;
import org.signalfall.avro.RelatedEvent;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.scenario.Demo;

/** The events of the demo, story by story against the script that it plays. */
class DemoStoriesIT {

  private static final long SEED = 2022;
  private static final Set<Long> MOBILE = Set.of(197207L, 44244L, 57218L);
  private static final String TEHRAN = "IR-23";
  private static final String KURDISTAN = "IR-12";
  private static final Instant WHATSAPP_FAILS = Instant.parse("2022-09-28T06:00:00Z");

  private static List<ConnectivityEvent> revisions;
  private static Collection<ConnectivityEvent> events;

  @BeforeAll
  static void playTheDemo() throws InterruptedException {
    ReplayResult result = Walk.of(Demo.sources(SEED).toArray(Source[]::new)).run();
    revisions = result.revisions();
    events = result.lastRevisions();
  }

  @Test
  void shouldNameTheOperatorsOfEachNightlyShutdown() {
    for (int night = 0; night < 12; night++) {
      Instant begin = Instant.parse("2022-09-22T12:30:00Z").plus(Duration.ofDays(night));
      ConnectivityEvent outage =
          one(isOutage(ScopeLevel.COUNTRY).and(beginsAbout(begin, Duration.ofMinutes(15))));

      assertThat(outage.getKind()).isEqualTo(Kind.BLACKOUT);
      assertThat(outage.getStatus()).isEqualTo(EventStatus.RESOLVED);
      assertThat(outage.getEnded().getEarliest())
          .isBetween(begin.plus(Duration.ofHours(8)), begin.plus(Duration.ofMinutes(510)));
      assertThat(parts(outage, ScopeLevel.NETWORK))
          .filteredOn(part -> part.getScope().getRegion() == null)
          .extracting(part -> part.getScope().getAsn())
          .containsExactlyInAnyOrderElementsOf(MOBILE);
    }
  }

  @Test
  void shouldCallTheNightlyShutdownsOneRecurrence() {
    List<Recurrence> rows =
        events.stream()
            .filter(isOutage(ScopeLevel.COUNTRY))
            .map(ConnectivityEvent::getRecurrence)
            .filter(Objects::nonNull)
            .toList();

    assertThat(rows)
        .extracting(Recurrence::getFirstEventId)
        .containsOnly(rows.get(0).getFirstEventId());
    assertThat(rows)
        .extracting(Recurrence::getPattern)
        .as("from 16:00 to midnight, the first night 17:00 by the clocks of its summer time")
        .allSatisfy(pattern -> assertThat(pattern).matches("daily 16:(00|15|30)-00:(00|15|30)"));
    assertThat(rows).extracting(Recurrence::getOrdinal).doesNotHaveDuplicates().contains(12);
  }

  @Test
  void shouldTellHowMuchTheNightlyShutdownsAreLikeOne() {
    ConnectivityEvent last =
        one(
            isOutage(ScopeLevel.COUNTRY)
                .and(beginsAbout(Instant.parse("2022-10-03T12:30:00Z"), Duration.ofMinutes(15))));

    assertThat(last.getLikeness().getLogLikelihoodRatio())
        .as("each begins on the hour of its clock, a day after the last")
        .isGreaterThan(5);
  }

  @Test
  void shouldFindKurdistanOffAloneBeforeTheRest() {
    ConnectivityEvent sanandaj =
        one(
            isOutage(ScopeLevel.REGION)
                .and(beginsAbout(Instant.parse("2022-09-19T16:30:00Z"), Duration.ofMinutes(15))));

    assertThat(sanandaj.getScope().getRegion()).isEqualTo(KURDISTAN);
    assertThat(sanandaj.getKind()).isEqualTo(Kind.BLACKOUT);
    assertThat(sanandaj.getEnded().getLatest()).isBefore(Instant.parse("2022-09-19T20:00:00Z"));
    assertThat(sanandaj.getParentId()).isNull();
  }

  @Test
  void shouldHaveOneParentForEachServiceThatIsTakenNationwide() {
    for (String service : List.of("instagram", "whatsapp")) {
      ConnectivityEvent parent = one(isRestriction(ScopeLevel.COUNTRY, service).and(in("IR")));

      assertThat(isOpen(parent)).as("the ban stays").isTrue();
      assertThat(parent.getDetectedAt()).isAfter(Instant.parse("2022-09-21T13:30:00Z"));
      assertThat(parent.getMilestoneDays()).isEqualTo(7);
      assertThat(networks(parent)).as("providers").hasSizeGreaterThanOrEqualTo(5);
      assertThat(parts(parent, ScopeLevel.REGION)).isNotEmpty();
    }
    assertThat(one(isRestriction(ScopeLevel.COUNTRY, "instagram")).getMethod())
        .isEqualTo(Method.DNS);
    assertThat(one(isRestriction(ScopeLevel.COUNTRY, "whatsapp").and(in("IR"))).getMethod())
        .isEqualTo(Method.TLS);
  }

  @Test
  void shouldCountTheMilestonesOfABanOlderThanItsData() {
    ConnectivityEvent facebook = one(isRestriction(ScopeLevel.COUNTRY, "facebook"));

    List<ConnectivityEvent> history = revisionsOf(facebook);

    assertThat(history).allMatch(ConnectivityEvent::getSinceBeforeObservation);
    assertThat(history).extracting(ConnectivityEvent::getMilestoneDays).contains(7, 30);
  }

  @Test
  void shouldFindTheMediaOfWhatsappMissingInTehranBeforeTheRestOfIt() {
    List<ConnectivityEvent> inTehran =
        revisions.stream()
            .filter(isRestriction(ScopeLevel.REGION, "whatsapp"))
            .filter(event -> event.getScope().getRegion().equals(TEHRAN))
            .filter(event -> event.getAsOf().isBefore(Instant.parse("2022-09-21T17:45:00Z")))
            .toList();

    assertThat(inTehran).isNotEmpty();
    assertThat(inTehran).extracting(ConnectivityEvent::getKind).containsOnly(Kind.PARTIAL_SERVICE);
    assertThat(inTehran).extracting(event -> event.getScope().getComponent()).containsOnly("media");
  }

  @Test
  void shouldAccuseNobodyOfWhatWorked() {
    for (String service : List.of("google", "wikipedia")) {
      assertThat(events).noneMatch(isRestriction(ScopeLevel.COUNTRY, service));
      assertThat(events).noneMatch(isRestriction(ScopeLevel.REGION, service));
    }
  }

  @Test
  void shouldLayAServicesFailureEverywhereAtItsOperatorsDoorAlone() {
    ConnectivityEvent failure = one(event -> event.getScope().getLevel() == ScopeLevel.SERVICE);

    assertThat(failure.getKind()).isEqualTo(Kind.SERVICE_DOWN);
    assertThat(failure.getScope().getCountry()).isEqualTo("ZZ");
    assertThat(failure.getScope().getService()).isEqualTo("whatsapp");
    assertThat(failure.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(failure).matches(beginsAbout(WHATSAPP_FAILS, Duration.ofMinutes(45)));
    assertThat(failure.getEnded().getLatest())
        .isBetween(
            WHATSAPP_FAILS.plus(Duration.ofMinutes(150)), WHATSAPP_FAILS.plus(Duration.ofHours(6)));
    List<ConnectivityEvent> accused =
        events.stream()
            .filter(event -> event.getCategory() == Category.RESTRICTION)
            .filter(event -> event.getServices().contains("whatsapp"))
            .filter(in("IR").negate())
            .toList();
    assertThat(accused)
        .as("what was suspected before the fifth country is taken back")
        .allMatch(event -> event.getStatus() == EventStatus.RETRACTED)
        .allMatch(event -> failure.getEventId().equals(event.getSupersededBy()));
  }

  @Test
  void shouldRelateTheBansOfTwoCountriesThatClash() {
    ConnectivityEvent armenia = one(isRestriction(ScopeLevel.COUNTRY, "tiktok").and(in("AM")));
    ConnectivityEvent azerbaijan = one(isRestriction(ScopeLevel.COUNTRY, "tiktok").and(in("AZ")));

    assertThat(armenia)
        .matches(beginsAbout(Instant.parse("2022-09-13T08:00:00Z"), Duration.ofMinutes(45)));
    assertThat(azerbaijan)
        .matches(beginsAbout(Instant.parse("2022-09-13T09:00:00Z"), Duration.ofMinutes(45)));
    assertThat(armenia.getKind()).isEqualTo(Kind.BLOCK);
    assertThat(armenia.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(armenia.getEnded().getEarliest())
        .isBetween(Instant.parse("2022-09-21T11:00:00Z"), Instant.parse("2022-09-21T13:00:00Z"));
    assertThat(isOpen(azerbaijan)).as("its end was not measured").isTrue();
    assertThat(azerbaijan.getObservation()).isEqualTo(Observation.SUSPENDED);
    assertThat(armenia.getRelated())
        .containsExactly(
            new RelatedEvent(azerbaijan.getEventId(), "same service, another country"));
    assertThat(azerbaijan.getRelated())
        .containsExactly(new RelatedEvent(armenia.getEventId(), "same service, another country"));
    assertThat(revisionsOf(armenia))
        .filteredOn(event -> event.getStatus() != EventStatus.RESOLVED)
        .extracting(ConnectivityEvent::getRelated)
        .as("known in time, and once")
        .last()
        .isEqualTo(armenia.getRelated());
  }

  @Test
  void shouldTellABlockForTheTwoHoursOfASpeechByItsBounds() {
    ConnectivityEvent block = one(isRestriction(ScopeLevel.COUNTRY, "youtube"));

    assertThat(block.getScope().getCountry()).isEqualTo("PK");
    assertThat(block.getMethod()).isEqualTo(Method.DNS);
    assertThat(block.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(block)
        .matches(beginsAbout(Instant.parse("2022-09-17T15:00:00Z"), Duration.ofMinutes(45)));
    assertThat(block.getEnded().getEarliest())
        .isBetween(Instant.parse("2022-09-17T16:00:00Z"), Instant.parse("2022-09-17T18:00:00Z"));
    assertThat(block.getRelated()).isEmpty();
  }

  @Test
  void shouldHaveOneEventOfASiteThatComesAndGoes() {
    ConnectivityEvent moody = one(isRestriction(ScopeLevel.COUNTRY, "example.ru"));

    assertThat(moody.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(moody.getOnset().getLatest()).isBefore(Instant.parse("2022-09-15T06:00:00Z"));
    assertThat(moody.getEnded().getLatest())
        .as("five of its six bad times at least")
        .isAfter(Instant.parse("2022-09-16T14:00:00Z"));
    assertThat(revisionsOf(moody))
        .extracting(ConnectivityEvent::getStatus)
        .contains(EventStatus.REOPENED);
  }

  @Test
  void shouldNumberTheRevisionsOfEachEventWithoutGaps() {
    Map<String, ConnectivityEvent> latest = new HashMap<>();
    for (ConnectivityEvent revision : revisions) {
      ConnectivityEvent before = latest.put(revision.getEventId(), revision);
      int expected = before == null ? 1 : before.getRevision() + 1;
      assertThat(revision.getRevision()).isEqualTo(expected);
      assertThat(before != null && before.getIsFinal()).as("nothing after final").isFalse();
    }
  }

  private static List<ConnectivityEvent> revisionsOf(ConnectivityEvent event) {
    return revisions.stream()
        .filter(revision -> revision.getEventId().equals(event.getEventId()))
        .toList();
  }

  private static Predicate<ConnectivityEvent> in(String country) {
    return event -> event.getScope().getCountry().equals(country);
  }

  private static ConnectivityEvent one(Predicate<ConnectivityEvent> which) {
    List<ConnectivityEvent> found = events.stream().filter(which).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Predicate<ConnectivityEvent> isOutage(ScopeLevel level) {
    return event -> event.getCategory() == Category.OUTAGE && event.getScope().getLevel() == level;
  }

  private static Predicate<ConnectivityEvent> isRestriction(ScopeLevel level, String service) {
    return event ->
        event.getCategory() == Category.RESTRICTION
            && event.getScope().getLevel() == level
            && event.getServices().contains(service);
  }

  private static Predicate<ConnectivityEvent> beginsAbout(Instant time, Duration give) {
    return event ->
        Duration.between(time, event.getOnset().getEarliest()).abs().compareTo(give) <= 0;
  }

  private static List<ConnectivityEvent> parts(ConnectivityEvent whole, ScopeLevel level) {
    return events.stream()
        .filter(event -> whole.getEventId().equals(event.getParentId()))
        .filter(event -> event.getScope().getLevel() == level)
        .toList();
  }

  private static Set<Long> networks(ConnectivityEvent event) {
    return event.getNetworks().stream().map(AffectedNetwork::getAsn).collect(Collectors.toSet());
  }

  private static boolean isOpen(ConnectivityEvent event) {
    return event.getStatus() != EventStatus.RESOLVED && event.getStatus() != EventStatus.RETRACTED;
  }
}
