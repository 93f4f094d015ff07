package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.BgpMother.PLACES;
import static org.signalfall.topology.BgpMother.announcement;
import static org.signalfall.topology.BgpMother.down;
import static org.signalfall.topology.BgpMother.dumped;
import static org.signalfall.topology.BgpMother.peer;
import static org.signalfall.topology.BgpMother.silent;
import static org.signalfall.topology.BgpMother.transfer;
import static org.signalfall.topology.BgpMother.up;
import static org.signalfall.topology.BgpMother.withdrawal;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Kind;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.schema.reference.ReferenceData;

class BgpStageTest {

  private static final String FEED = "bgp:test";
  private static final String SLASH24S = "bgp-visible-slash24s";
  private static final long IRAQI = 64_500;
  private static final long JORDANIAN = 64_501;
  private static final int PEERS = 4;
  private static final String FIRST = "rrc00";
  private static final String SECOND = "rrc01";
  private static final Rulebook RULES = Rulebook.defaults().with(PLACES);

  @Test
  void shouldCountASlash24OnceForItsCountryAndForTheOriginOfItsMostSpecificPrefix() {
    try (Walk walk = opened()) {
      for (int i = 0; i < PEERS; i++) {
        walk.bgp(FEED, announcement(minute(5, i), witness(i), "10.0.1.0/24", 64_999));
      }

      walk.bgpEnds(FEED, hour(1));

      assertThat(walk.bins())
          .extracting(
              BgpStageTest::place,
              SignalBin::getSignal,
              bin -> minuteOf(bin.getStart()),
              SignalBin::getValue,
              SignalBin::getEmptyBinsBefore)
          .containsExactlyInAnyOrder(
              tuple("IQ", SLASH24S, 0L, 256.0, 0L),
              tuple("IQ/AS64500", SLASH24S, 0L, 256.0, 0L),
              tuple("JO", SLASH24S, 0L, 256.0, 0L),
              tuple("JO/AS64501", SLASH24S, 0L, 256.0, 0L),
              tuple("IQ", "bgp-visible-slash48s", 0L, 65_536.0, 0L),
              tuple("IQ/AS64500", "bgp-visible-slash48s", 0L, 65_536.0, 0L),
              tuple("IQ/AS64500", SLASH24S, 5L, 255.0, 4L),
              tuple("IQ/AS64999", SLASH24S, 5L, 1.0, 0L));
    }
  }

  @Test
  void shouldCountAndJudgeEachRegionWhereTheReferenceDataKnowsThem() {
    ReferenceData regions =
        new ReferenceData.Builder()
            .ipv4From(10L << 24, Optional.of("IQ-BG"))
            .ipv4From((10L << 24) + (64L << 16), Optional.of("IQ-NI"))
            .ipv4From((10L << 24) + (128L << 16), Optional.of("IQ"))
            .ipv4From(11L << 24, Optional.empty())
            .build();
    try (Walk walk = new Walk(Rulebook.defaults().with(regions)).withBgpFeed(FEED)) {
      for (int i = 0; i < PEERS; i++) {
        walk.bgp(FEED, transfer(hour(0), witness(i)));
        walk.bgp(FEED, announcement(hour(0), witness(i), "10.0.0.0/16", 64_500));
        walk.bgp(FEED, announcement(hour(0), witness(i), "10.64.0.0/17", 64_500));
        walk.bgp(FEED, announcement(hour(0), witness(i), "10.128.0.0/18", 64_500));
        walk.bgp(FEED, up(hour(0), witness(i)));
      }
      for (int i = 0; i < PEERS; i++) {
        walk.bgp(FEED, withdrawal(hour(30), witness(i), "10.64.0.0/17"));
      }

      walk.bgpEnds(FEED, hour(40));

      assertThat(walk.bins())
          .extracting(BgpStageTest::place, bin -> bin.getScope().getLevel(), SignalBin::getValue)
          .contains(
              tuple("IQ", ScopeLevel.COUNTRY, 448.0),
              tuple("IQ/IQ-BG", ScopeLevel.REGION, 256.0),
              tuple("IQ/IQ-NI", ScopeLevel.REGION, 128.0),
              tuple("IQ/AS64500", ScopeLevel.NETWORK, 448.0),
              tuple("IQ/IQ-NI", ScopeLevel.REGION, 0.0));
      assertThat(walk.events())
          .filteredOn(event -> event.getScope().getLevel() == ScopeLevel.REGION)
          .extracting(event -> event.getScope().getRegion())
          .isNotEmpty()
          .containsOnly("IQ-NI");
      assertThat(walk.refusals()).isEmpty();
    }
  }

  @Test
  void shouldReportASilentPeerAndLeaveItOutUntilItSpeaks() {
    try (Walk walk = opened()) {
      walk.bgp(FEED, silent(hour(30), witness(0)));
      walk.bgp(FEED, silent(hour(30), witness(1)));
      walk.bgp(FEED, withdrawal(hour(31), witness(2), "10.0.0.0/16"));
      walk.bgp(FEED, up(hour(33), witness(0)));
      walk.bgp(FEED, up(hour(33), witness(1)));

      walk.bgpEnds(FEED, hour(40));

      assertThat(walk.events()).isEmpty();
      assertThat(walk.observability())
          .extracting(
              ObservabilityEvent::getKind,
              ObservabilityEvent::getStatus,
              ObservabilityEvent::getCollector,
              ObservabilityEvent::getSince)
          .containsExactly(
              tuple(ObservabilityKind.PEER_SILENT, ObservabilityStatus.BEGUN, FIRST, hour(30)),
              tuple(ObservabilityKind.PEER_SILENT, ObservabilityStatus.BEGUN, SECOND, hour(30)),
              tuple(ObservabilityKind.PEER_SILENT, ObservabilityStatus.ENDED, FIRST, hour(30)),
              tuple(ObservabilityKind.PEER_SILENT, ObservabilityStatus.ENDED, SECOND, hour(30)));
    }
  }

  @Test
  void shouldCallARouteWithdrawnWhenAllWhoSpeakHaveWithdrawnIt() {
    try (Walk walk = opened()) {
      for (int i = 2; i < PEERS; i++) {
        walk.bgp(FEED, withdrawal(hour(30), witness(i), "10.0.0.0/16"));
        walk.bgp(FEED, withdrawal(hour(30), witness(i), "2001:db8::/32"));
      }
      walk.bgp(FEED, silent(hour(30), witness(0)));
      walk.bgp(FEED, silent(hour(30), witness(1)));

      walk.bgpEnds(FEED, hour(40));

      assertThat(walk.events()).isNotEmpty();
    }
  }

  @Test
  void shouldConfirmABlackoutWhenEverythingOfACountryIsWithdrawn() {
    try (Walk walk = opened()) {
      withdrawIraq(walk, hour(30));
      announceIraq(walk, hour(34));

      walk.bgpEnds(FEED, hour(40));

      List<ConnectivityEvent> events = walk.events();
      assertThat(events)
          .filteredOn(event -> event.getScope().getLevel() == ScopeLevel.COUNTRY)
          .extracting(ConnectivityEvent::getStatus)
          .startsWith(EventStatus.OPEN)
          .endsWith(EventStatus.RESOLVED);
      assertThat(events)
          .filteredOn(event -> event.getStatus() == EventStatus.RESOLVED)
          .hasSize(2)
          .allSatisfy(
              event -> {
                assertThat(event.getScope().getCountry()).isEqualTo("IQ");
                assertThat(event.getCategory()).isEqualTo(Category.OUTAGE);
                assertThat(event.getKind()).isEqualTo(Kind.BLACKOUT);
                assertThat(event.getRoutingAffected()).isTrue();
                assertThat(event.getConfidence()).isEqualTo(Confidence.CONFIRMED);
                assertThat(event.getOnset().getLatest())
                    .isEqualTo(hour(30).plus(Duration.ofMinutes(1)));
                assertThat(event.getSources().get(0).getKind()).isEqualTo(FeedKind.BGP);
              });
      assertThat(walk.observability()).isEmpty();
    }
  }

  @Test
  void shouldOnlySuspectWhatASingleWitnessSays() {
    try (Walk walk = new Walk(RULES).withBgpFeed(FEED)) {
      open(walk, 1);
      walk.bgp(FEED, withdrawal(hour(30), witness(0), "10.0.0.0/16"));

      walk.bgpEnds(FEED, hour(40));

      assertThat(walk.events())
          .isNotEmpty()
          .extracting(ConnectivityEvent::getConfidence)
          .containsOnly(Confidence.SUSPECTED);
    }
  }

  @Test
  void shouldReportALostCollectorAndRecoveredPeersAndNoOutage() {
    try (Walk walk = opened()) {
      Instant lost = hour(30);
      for (int i = 0; i < PEERS; i += 2) {
        walk.bgp(FEED, down(lost, witness(i)));
      }
      for (int flap = 0; flap < 5; flap++) {
        Instant reset = hour(31 + flap);
        walk.bgp(FEED, down(reset, witness(1)));
        walk.bgp(FEED, transfer(reset.plusSeconds(30), witness(1)));
        tables(walk, reset.plusSeconds(60), List.of(witness(1)));
        walk.bgp(FEED, up(reset.plusSeconds(300), witness(1)));
      }
      walk.bgp(FEED, transfer(hour(38), witness(0)));
      tables(walk, hour(38), List.of(witness(0)));
      walk.bgp(FEED, up(hour(38).plusSeconds(300), witness(0)));

      walk.bgpEnds(FEED, hour(40));

      assertThat(walk.bins()).as("no level has changed").hasSize(6);
      assertThat(walk.events()).isEmpty();
      assertThat(walk.observability())
          .extracting(
              ObservabilityEvent::getKind,
              ObservabilityEvent::getStatus,
              ObservabilityEvent::getCollector,
              ObservabilityEvent::getSince)
          .contains(
              tuple(ObservabilityKind.COLLECTOR_LOST, ObservabilityStatus.BEGUN, FIRST, lost),
              tuple(ObservabilityKind.COLLECTOR_LOST, ObservabilityStatus.ENDED, FIRST, lost),
              tuple(ObservabilityKind.PEER_RESET, ObservabilityStatus.BEGUN, SECOND, hour(31)),
              tuple(ObservabilityKind.PEER_RESET, ObservabilityStatus.ENDED, SECOND, hour(31)))
          .hasSize(2 + 3 + 10);
    }
  }

  @Test
  void shouldNotJudgeWhenMostWitnessesAreGoneAndGoOnWhenTheyAreBack() {
    try (Walk walk = opened()) {
      for (int i = 0; i < 3; i++) {
        walk.bgp(FEED, down(hour(30).plusSeconds(i), witness(i)));
      }
      walk.bgp(FEED, withdrawal(hour(31), witness(3), "10.0.0.0/16"));
      walk.bgp(FEED, announcement(hour(32), witness(3), "10.0.0.0/16", IRAQI));
      for (int i = 0; i < 3; i++) {
        walk.bgp(FEED, transfer(hour(33), witness(i)));
        tables(walk, hour(33), List.of(witness(i)));
        walk.bgp(FEED, up(hour(33).plusSeconds(90), witness(i)));
      }

      walk.bgpEnds(FEED, hour(36));

      assertThat(walk.events()).isEmpty();
      assertThat(walk.verdicts())
          .filteredOn(verdict -> Verdicts.key(verdict.getScope()).equals("IQ/AS64500"))
          .filteredOn(verdict -> verdict.getSignal().equals(SLASH24S))
          .extracting(SeriesVerdict::getAfter, verdict -> verdict.getBinEnd())
          .endsWith(
              tuple(SeriesState.INSUFFICIENT, hour(30).plus(Duration.ofMinutes(3))),
              tuple(SeriesState.NORMAL, hour(33).plus(Duration.ofMinutes(2))));
    }
  }

  @Test
  void shouldSayThatRoutingIsNotAffectedWhenBgpStaysUpWhileAllElseFalls() {
    try (Walk walk = opened().withTrafficFeed("levels")) {
      for (int at = 0; at < 36; at++) {
        if (at < 30) {
          walk.sample("levels", count(hour(at)).setCountry("IQ").setAsn(null).build());
        }
      }
      walk.bgpEnds(FEED, hour(36));
      walk.trafficEnds("levels", hour(36));

      assertThat(walk.events())
          .isNotEmpty()
          .allSatisfy(
              event -> {
                assertThat(event.getKind()).isEqualTo(Kind.BLACKOUT);
                assertThat(event.getRoutingAffected()).isFalse();
              });
    }
  }

  @Test
  void shouldJudgeNothingBeforeAFullTableIsKnown() {
    try (Walk walk = new Walk(RULES).withBgpFeed(FEED)) {
      walk.bgp(FEED, announcement(hour(0), witness(0), "10.0.0.0/16", IRAQI));
      walk.bgp(FEED, transfer(hour(1), witness(1)));
      tables(walk, hour(1), List.of(witness(1)));
      PeerState partial = up(hour(2), witness(1));
      partial.setFullFeed(false);
      walk.bgp(FEED, partial);

      walk.bgpEnds(FEED, hour(30));

      assertThat(walk.bins()).isEmpty();
      assertThat(walk.verdicts()).isEmpty();
      assertThat(walk.evaluated()).anyMatch(word -> word.getFinished());
    }
  }

  @Test
  void shouldRefuseWhatIsNoPrefixAndIgnoreWhatIsNotCounted() {
    try (Walk walk = opened()) {
      BgpUpdate ofNoFamily = announcement(hour(1), witness(0), "10.0.0.0/16", IRAQI);
      ofNoFamily.getPrefix().setFamily(5);
      BgpUpdate withHostBits = announcement(hour(1), witness(0), "10.0.0.1/16", IRAQI);
      BgpUpdate tooShort = announcement(hour(1), witness(0), "10.0.0.0/16", IRAQI);
      tooShort.getPrefix().setFamily(6);
      tooShort.getPrefix().setLength(32);
      walk.bgp(FEED, ofNoFamily);
      walk.bgp(FEED, withHostBits);
      walk.bgp(FEED, tooShort);
      walk.send(walk.bgp(BgpRecordType.UPDATE, FEED));
      walk.bgp(FEED, announcement(hour(1), witness(0), "10.0.0.0/7", IRAQI));
      walk.bgp(FEED, announcement(hour(1), witness(0), "10.0.0.0/25", IRAQI));

      walk.bgpEnds(FEED, hour(2));

      assertThat(walk.refusals())
          .containsExactly(
              "there is no address family 5",
              "the prefix has host bits: a00000100000000",
              "an address of IPv6 has 16 bytes, not 4",
              "the record lacks the body that its type announces");
      assertThat(walk.bins()).hasSize(6);
    }
  }

  @Test
  void shouldDropWhatComesBehindItsMarker() {
    try (Walk walk = opened()) {
      walk.bgpPromise(FEED, hour(2));
      for (int i = 0; i < PEERS; i++) {
        walk.bgp(FEED, withdrawal(hour(1), witness(i), "10.0.0.0/16"));
      }

      walk.bgpEnds(FEED, hour(3));

      assertThat(walk.bins()).hasSize(6);
      assertThat(walk.observability())
          .extracting(ObservabilityEvent::getKind)
          .containsOnly(ObservabilityKind.LATE_DATA);
    }
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void shouldGiveTheSameEventsInAnyOrderAndForAnyStepOfMarkers(@ForAll Random random) {
    List<String> ordered = eventsOf(null);

    List<String> shuffled = eventsOf(random);

    assertThat(ordered).hasSizeGreaterThan(2);
    assertThat(shuffled).isEqualTo(ordered);
  }

  private static List<String> eventsOf(Random random) {
    try (Walk walk = new Walk(RULES).withBgpFeed(FEED)) {
      List<Runnable> records = new ArrayList<>();
      for (int i = 0; i < PEERS; i++) {
        PeerId peer = witness(i);
        Instant opening = minute(0, i);
        records.add(() -> walk.bgp(FEED, transfer(opening, peer)));
        records.add(() -> tables(walk, opening.plusSeconds(10), List.of(peer)));
        records.add(() -> walk.bgp(FEED, up(opening.plusSeconds(20), peer)));
        records.add(() -> walk.bgp(FEED, withdrawal(hour(30), peer, "10.0.0.0/16")));
        records.add(() -> walk.bgp(FEED, announcement(hour(34), peer, "10.0.0.0/16", IRAQI)));
      }
      records.add(() -> walk.bgp(FEED, down(hour(32), witness(2))));
      records.add(() -> walk.bgp(FEED, transfer(hour(32).plusSeconds(5), witness(2))));
      records.add(
          () ->
              walk.bgp(
                  FEED,
                  announcement(hour(32).plusSeconds(9), witness(2), "10.128.0.0/16", JORDANIAN)));
      records.add(() -> walk.bgp(FEED, up(hour(32).plusSeconds(50), witness(2))));
      if (random == null) {
        records.forEach(Runnable::run);
      } else {
        Collections.shuffle(records, random);
        records.forEach(Runnable::run);
        Instant promised = hour(0);
        while (promised.isBefore(hour(40))) {
          walk.bgpPromise(FEED, promised);
          promised = promised.plus(Duration.ofMinutes(1 + random.nextInt(600)));
        }
      }
      walk.bgpEnds(FEED, hour(40));
      assertThat(walk.refusals()).isEmpty();
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  /** Four witnesses of two collectors have sent their tables in the first minute. */
  private static Walk opened() {
    Walk walk = new Walk(RULES).withBgpFeed(FEED);
    open(walk, PEERS);
    return walk;
  }

  private static void open(Walk walk, int peers) {
    List<PeerId> witnesses = new ArrayList<>();
    for (int i = 0; i < peers; i++) {
      witnesses.add(witness(i));
      walk.bgp(FEED, transfer(hour(0), witness(i)));
    }
    tables(walk, hour(0), witnesses);
    witnesses.forEach(peer -> walk.bgp(FEED, up(hour(0).plusSeconds(30), peer)));
  }

  private static void tables(Walk walk, Instant time, List<PeerId> peers) {
    PeerId[] all = peers.toArray(PeerId[]::new);
    walk.bgp(FEED, dumped(time, "10.0.0.0/16", IRAQI, all));
    walk.bgp(FEED, dumped(time, "10.128.0.0/16", JORDANIAN, all));
    walk.bgp(FEED, dumped(time, "2001:db8::/32", IRAQI, all));
  }

  private static void withdrawIraq(Walk walk, Instant time) {
    for (int i = 0; i < PEERS; i++) {
      walk.bgp(FEED, withdrawal(time, witness(i), "10.0.0.0/16"));
      walk.bgp(FEED, withdrawal(time, witness(i), "2001:db8::/32"));
    }
  }

  private static void announceIraq(Walk walk, Instant time) {
    for (int i = 0; i < PEERS; i++) {
      walk.bgp(FEED, announcement(time, witness(i), "10.0.0.0/16", IRAQI));
      walk.bgp(FEED, announcement(time, witness(i), "2001:db8::/32", IRAQI));
    }
  }

  /** Even numbers are of one collector, odd ones of the other. */
  private static PeerId witness(int number) {
    return peer(number % 2 == 0 ? FIRST : SECOND, number);
  }

  private static Instant minute(int minutes, int seconds) {
    return hour(0).plus(Duration.ofMinutes(minutes)).plusSeconds(seconds);
  }

  private static long minuteOf(Instant time) {
    return Duration.between(hour(0), time).toMinutes();
  }

  private static String place(SignalBin bin) {
    return Verdicts.key(bin.getScope());
  }
}
