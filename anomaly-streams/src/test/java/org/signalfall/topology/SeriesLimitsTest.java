package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.Origin;
import org.signalfall.avro.PeerId;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.TrafficSample;
import org.signalfall.runtime.operations.Meters;

/** What a feed that invents names comes to, and what becomes of the others. */
class SeriesLimitsTest {

  private static final Instant START = Instant.parse("2024-03-04T00:00:00Z");
  private static final String FEED = "levels";
  private static final int MINUTE = 60;
  private static final PeerId PEER = BgpMother.peer("rrc00", 0);
  private static final long ORIGIN = 64_500;

  @Test
  void shouldTakeUpSoManyNetworksAndNoMore() {
    try (Walk walk = new Walk(limits(1_000, 5, 100, 100)).withTrafficFeed(FEED)) {
      bin(walk, 0, LongStream.rangeClosed(101, 120));

      assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(5);
    }
  }

  @Test
  void shouldGoOnWithWhatIsKnownAndRefuseWhatIsNewOnceFull() {
    try (Walk walk = new Walk(limits(1_000, 5, 100, 100)).withTrafficFeed(FEED)) {
      bin(walk, 0, LongStream.rangeClosed(101, 120));
      walk.bins();

      bin(walk, 5, LongStream.rangeClosed(101, 120));
      bin(walk, 10, LongStream.empty());

      assertThat(walk.bins())
          .extracting(bin -> bin.getScope().getAsn())
          .containsOnly(101L, 102L, 103L, 104L, 105L);
      assertThat(walk.refusals())
          .hasSize(15)
          .allSatisfy(
              reason ->
                  assertThat(reason)
                      .isEqualTo(
                          "the feed has reached the limit of scopes, and this record would begin"
                              + " another"));
    }
  }

  @Test
  void shouldTellOnceThatAFeedHasReachedALimit() {
    try (Walk walk = new Walk(limits(1_000, 5, 100, 100)).withTrafficFeed(FEED)) {
      bin(walk, 0, LongStream.rangeClosed(101, 120));
      bin(walk, 5, LongStream.rangeClosed(121, 140));

      assertThat(walk.observability())
          .extracting(
              ObservabilityEvent::getKind,
              ObservabilityEvent::getFeed,
              ObservabilityEvent::getOrigin,
              ObservabilityEvent::getAsOf,
              ObservabilityEvent::getSummary)
          .containsExactly(
              tuple(
                  ObservabilityKind.INSTRUMENT_DEFECT,
                  FEED,
                  Origin.SYNTHETIC,
                  START,
                  "Feed levels has reached the limit of 5 scopes; what is new beyond is not"
                      + " judged."));
    }
  }

  /** Prefixes of one country, each of an origin of its own. */
  @Test
  void shouldTakeUpSoManyOriginsOfBgpAndGoOnWithThose() {
    Rulebook rules = limits(1_000, 5, 100, 100).with(BgpMother.PLACES);
    try (Walk walk = new Walk(rules).withBgpFeed(FEED)) {
      PeerId[] peers = {BgpMother.peer("rrc00", 0), BgpMother.peer("rrc00", 1)};
      for (PeerId peer : peers) {
        walk.bgp(FEED, BgpMother.transfer(START, peer));
      }
      for (int i = 1; i <= 20; i++) {
        walk.bgp(FEED, BgpMother.dumped(START, "10.0." + i + ".0/24", 64_600 + i, peers));
      }
      for (PeerId peer : peers) {
        walk.bgp(FEED, BgpMother.up(START.plusSeconds(30), peer));
      }
      walk.bgpEnds(FEED, at(60));

      assertThat(walk.storedSeries(NodeNames.VISIBILITY_SERIES)).isEqualTo(5);
      assertThat(walk.bins())
          .extracting(bin -> bin.getScope().getAsn())
          .containsOnly(null, 64_601L, 64_602L, 64_603L, 64_604L);
      assertThat(walk.observability())
          .extracting(ObservabilityEvent::getSummary)
          .contains(
              "Feed levels has reached the limit of 5 scopes; what is new beyond is not judged.");
    }
  }

  @Test
  void shouldTakeUpSoManyPrefixesAndTellOnceThatThereAreMore() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (Walk walk = new Walk(mostPrefixes(5), new Meters(meters)).withBgpFeed(FEED)) {
      table(walk, 20);
      walk.bgp(FEED, BgpMother.announcement(at(5), PEER, slash24(20), ORIGIN));
      walk.bgpEnds(FEED, at(60));

      assertThat(walk.storedSeries(NodeNames.BGP_PREFIXES)).isEqualTo(5);
      assertThat(meters.get("signalfall.limit.hits").tag("limit", "prefixes").counter().count())
          .isEqualTo(16);
      assertThat(walk.observability())
          .extracting(ObservabilityEvent::getKind, ObservabilityEvent::getSummary)
          .containsExactly(
              tuple(
                  ObservabilityKind.INSTRUMENT_DEFECT,
                  "Feed levels has reached the limit of 5 prefixes; what is new beyond is not"
                      + " judged."));
    }
  }

  @Test
  void shouldGoOnWithThePrefixesThatAreKnownOnceFull() {
    try (Walk walk = new Walk(mostPrefixes(5)).withBgpFeed(FEED)) {
      table(walk, 20);
      walk.bgp(FEED, BgpMother.announcement(at(5), PEER, slash24(4), ORIGIN + 1));
      walk.bgpEnds(FEED, at(60));

      assertThat(walk.bins())
          .extracting(bin -> bin.getScope().getAsn(), SignalBin::getStart, SignalBin::getValue)
          .contains(
              tuple(ORIGIN, START, 5.0), tuple(ORIGIN, at(5), 4.0), tuple(ORIGIN + 1, at(5), 1.0));
    }
  }

  @Test
  void shouldFindRoomAgainWhenPrefixesHaveGone() {
    try (Walk walk = new Walk(mostPrefixes(5)).withBgpFeed(FEED)) {
      table(walk, 5);
      for (int i = 0; i < 3; i++) {
        walk.bgp(FEED, BgpMother.withdrawal(at(5), PEER, slash24(i)));
      }
      walk.bgpPromise(FEED, at(10));
      walk.finish();
      assertThat(walk.storedSeries(NodeNames.BGP_PREFIXES)).isEqualTo(2);
      assertThat(walk.countedPrefixes(FEED)).isEqualTo(2);

      for (int i = 100; i < 110; i++) {
        walk.bgp(FEED, BgpMother.announcement(at(15), PEER, slash24(i), ORIGIN));
      }
      walk.bgpEnds(FEED, at(60));

      assertThat(walk.storedSeries(NodeNames.BGP_PREFIXES)).isEqualTo(5);
      assertThat(walk.countedPrefixes(FEED)).isEqualTo(5);
    }
  }

  /** By hand with more of them: {@code -Dinvented.prefixes.thousands=1000}. */
  @Test
  void shouldStayAsSmallAsItIsHoweverManyPrefixesAreInvented() {
    int thousands = Integer.getInteger("invented.prefixes.thousands", 2);
    try (Walk walk = new Walk(mostPrefixes(100)).withBgpFeed(FEED)) {
      table(walk, 200);
      for (int round = 1; round <= thousands; round++) {
        for (int i = 0; i < 1_000; i++) {
          String invented = slash24(round * 1_000 + i);
          walk.bgp(FEED, BgpMother.announcement(at(round), PEER, invented, ORIGIN));
        }
        walk.bgpPromise(FEED, at(round + 1));
        walk.finish();
        walk.forgetChangelogs();
      }

      assertThat(walk.storedSeries(NodeNames.BGP_PREFIXES)).isEqualTo(100);
      assertThat(walk.storedSeries(NodeNames.BGP_PENDING)).isZero();
    }
  }

  /** So that a restart finds how many there are without looking at each. */
  @Property(tries = 12)
  void shouldStoreHowManyPrefixesThereAre(
      @ForAll @Size(max = 40) List<@IntRange(max = 39) Integer> flips) {
    try (Walk walk = new Walk(mostPrefixes(8)).withBgpFeed(FEED)) {
      table(walk, 3);
      int minute = 1;
      for (int flip : flips) {
        String prefix = slash24(flip % 20);
        walk.bgp(
            FEED,
            flip < 20
                ? BgpMother.announcement(at(minute), PEER, prefix, ORIGIN)
                : BgpMother.withdrawal(at(minute), PEER, prefix));
        walk.bgpPromise(FEED, at(minute++));
      }
      walk.bgpEnds(FEED, at(60));

      assertThat(walk.countedPrefixes(FEED))
          .isEqualTo(walk.storedSeries(NodeNames.BGP_PREFIXES))
          .isLessThanOrEqualTo(8);
    }
  }

  @Test
  void shouldRefusePeersBeyondTheirLimitAndGoOnWithTheOthers() {
    try (Walk walk = new Walk(ofBgp(100, 1)).withBgpFeed(FEED)) {
      table(walk, 3);
      walk.bgp(FEED, BgpMother.up(START, BgpMother.peer("rrc00", 1)));
      walk.bgp(FEED, BgpMother.up(START, BgpMother.peer("invented", 0)));
      walk.bgpEnds(FEED, at(60));

      assertThat(walk.refusals())
          .hasSize(2)
          .containsOnly(
              "the feed has reached the limit of peers, and this record would begin another");
      assertThat(walk.observability())
          .extracting(ObservabilityEvent::getSummary)
          .containsExactly(
              "Feed levels has reached the limit of 1 peers; what is new beyond is not judged.");
      assertThat(walk.bins())
          .extracting(bin -> bin.getScope().getAsn(), SignalBin::getValue)
          .contains(tuple(ORIGIN, 3.0));
    }
  }

  @Test
  void shouldTakeUpTheSameNetworksInWhateverOrderTheyCome() {
    List<Long> inOrder = LongStream.rangeClosed(101, 160).boxed().toList();
    List<Long> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(7));

    assertThat(takenUp(shuffled)).isEqualTo(takenUp(inOrder)).hasSize(5);
  }

  @Test
  void shouldLimitCountriesAndFeedsAndSeries() {
    try (Walk walk = new Walk(limits(2, 100, 3, 100)).withTrafficFeed(FEED)) {
      for (String country : List.of("XA", "XB", "XC", "XD")) {
        walk.sample(FEED, sample(country, 1, "one", START));
      }
      for (int i = 0; i < 10; i++) {
        walk.sample(FEED, sample("XA", 1, "more-" + i, START));
      }
      walk.trafficPromise(FEED, START.plusSeconds(10 * MINUTE));
      walk.finish();

      assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(3 + 1);
    }
  }

  @Test
  void shouldRefuseFeedsBeyondTheirLimit() {
    try (Walk walk = new Walk(Rulebook.defaults().with(new SeriesLimits(2, 9, 9, 9, 9, 9, 9)))) {
      for (String feed : List.of("one", "two", "three")) {
        walk.withTrafficFeed(feed);
        walk.sample(feed, sample("XA", 1, "one", START));
      }

      assertThat(walk.storedSeries(NodeNames.TRAFFIC_FEEDS)).isEqualTo(2);
      assertThat(walk.refusals()).contains("the feed three is one too many: there are 2 already");
      assertThat(walk.observability())
          .extracting(ObservabilityEvent::getSummary)
          .containsExactly(
              "Feed three has reached the limit of 2 feeds; what is new beyond is not judged.");
    }
  }

  @Test
  void shouldFindRoomAgainWhenSeriesHaveRetired() {
    Rulebook rules = limits(1_000, 5, 100, 100).withSeriesTtl(Rulebook.LEAST_SERIES_TTL);
    try (Walk walk = new Walk(rules).withTrafficFeed(FEED)) {
      bin(walk, 0, LongStream.rangeClosed(1, 5));
      Instant later = START.plus(Rulebook.LEAST_SERIES_TTL).plusSeconds(3_600);
      walk.trafficPromise(FEED, later);
      walk.finish();

      walk.sample(FEED, sample("XA", 77, "one", later));
      walk.trafficPromise(FEED, later.plusSeconds(10 * MINUTE));
      walk.finish();

      assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(1);
      assertThat(walk.storedSeries(NodeNames.TRAFFIC_COUNTS)).isEqualTo(3);
    }
  }

  /** By hand with more of them: {@code -Dinvented.thousands=10000}. */
  @Test
  void shouldStayAsSmallAsItIsHoweverManyNetworksAreInvented() {
    int thousands = Integer.getInteger("invented.thousands", 20);
    try (Walk walk = new Walk(limits(1_000, 100, 100, 100)).withTrafficFeed(FEED)) {
      bin(walk, 0, LongStream.rangeClosed(1_000_001, 1_001_000));
      for (int round = 1; round <= thousands; round++) {
        long first = 2_000_000 + round * 1_000L;
        LongStream invented = LongStream.range(first, first + 1_000);
        invented.forEach(asn -> walk.sample(FEED, sample("XA", asn, "one", at(5))));
        assertThat(walk.refusals()).hasSize(1_000);
        walk.forgetChangelogs();
      }
      bin(walk, 10, LongStream.rangeClosed(1_000_001, 1_000_100));

      assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(100);
      assertThat(walk.storedSeries(NodeNames.TRAFFIC_COUNTS)).isEqualTo(1 + 1 + 100);
    }
  }

  private static List<Long> takenUp(List<Long> networks) {
    try (Walk walk = new Walk(limits(1_000, 5, 100, 100)).withTrafficFeed(FEED)) {
      bin(walk, 0, networks.stream().mapToLong(Long::longValue));
      bin(walk, 5, LongStream.empty());
      return walk.bins().stream().map(bin -> bin.getScope().getAsn()).sorted().toList();
    }
  }

  private static Rulebook limits(int countries, int scopes, int series, int components) {
    return Rulebook.defaults()
        .with(new SeriesLimits(1_000, countries, scopes, series, components, 5_000_000, 10_000));
  }

  private static Rulebook mostPrefixes(int most) {
    return ofBgp(most, 10_000);
  }

  private static Rulebook ofBgp(int prefixes, int peers) {
    return Rulebook.defaults()
        .with(new SeriesLimits(1_000, 500, 1_000, 1_000, 1_000, prefixes, peers))
        .with(BgpMother.PLACES);
  }

  /** A peer tells its table: so many prefixes of a /24 each, all of one origin. */
  private static void table(Walk walk, int prefixes) {
    walk.bgp(FEED, BgpMother.transfer(START, PEER));
    for (int i = 0; i < prefixes; i++) {
      walk.bgp(FEED, BgpMother.announcement(START, PEER, slash24(i), ORIGIN));
    }
    walk.bgp(FEED, BgpMother.up(START.plusSeconds(30), PEER));
  }

  private static String slash24(int number) {
    return "%d.%d.%d.0/24".formatted(10 + number / 65_536, number / 256 % 256, number % 256);
  }

  private static void bin(Walk walk, int minute, LongStream networks) {
    networks.forEach(asn -> walk.sample(FEED, sample("XA", asn, "one", at(minute))));
    walk.trafficPromise(FEED, at(minute + 5));
    walk.finish();
  }

  private static Instant at(int minute) {
    return START.plusSeconds((long) minute * MINUTE);
  }

  private static TrafficSample sample(String country, long asn, String signal, Instant time) {
    return TrafficSample.newBuilder()
        .setCountry(country)
        .setAsn(asn)
        .setSignal(signal)
        .setValue(100.0)
        .setCadenceMs(300_000L)
        .setTime(time)
        .build();
  }
}
