package org.signalfall.ingest.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.sequence;
import static org.signalfall.ingest.bgp.AttributesMother.none;
import static org.signalfall.ingest.bgp.AttributesMother.plain;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.ingest.input.MalformedRecordException;

class PathAttributesTest {

  private static final AttributeForm NARROW = new AttributeForm(2, false, false);
  private static final AttributeForm WIDE = new AttributeForm(4, false, false);
  private static final AttributeForm TABLE = new AttributeForm(4, false, true);
  private static final long AS_TRANS = 23456;

  private final PathAttributes attributes = new PathAttributes();

  @Test
  void shouldReadEveryAttributeThatCounts() throws MalformedRecordException {
    decode(
        plain(4)
            .med(7)
            .localPref(0xffff_ffffL)
            .atomicAggregate()
            .aggregator(4, 200_000, "198.51.100.1")
            .communities(0x0001_0002L, 0xffff_ff01L)
            .largeCommunity(1, 2, 3),
        WIDE);

    assertThat(attributes.origin()).isZero();
    assertThat(attributes.path().hops()).isEqualTo(2);
    assertThat(address(attributes.nextHopAt())).isEqualTo("192.0.2.1");
    assertThat(attributes.med()).isEqualTo(7);
    assertThat(attributes.localPref()).isEqualTo(0xffff_ffffL);
    assertThat(attributes.isAtomicAggregate()).isTrue();
    assertThat(attributes.aggregatorAsn()).isEqualTo(200_000);
    assertThat(address(attributes.aggregatorAt())).isEqualTo("198.51.100.1");
    assertThat(attributes.communities()).isEqualTo(2);
    assertThat(attributes.largeCommunities()).isEqualTo(1);
  }

  @Test
  void shouldForgetTheLastMessageWhenTheNextHasLess() throws MalformedRecordException {
    decode(
        plain(4)
            .med(7)
            .localPref(8)
            .atomicAggregate()
            .aggregator(4, 1, "198.51.100.1")
            .communities(1)
            .largeCommunity(1, 2, 3)
            .mpReach(Afi.IPV6, Safi.UNICAST, new byte[16], UpdateMother.prefixes("2001:db8::/32"))
            .mpUnreach(Afi.IPV6, Safi.UNICAST, UpdateMother.prefixes("2001:db8::/32")),
        WIDE);

    decode(none(), WIDE);

    assertThat(attributes.isEmpty()).isTrue();
    assertThat(attributes.hasOrigin()).isFalse();
    assertThat(attributes.hasNextHop()).isFalse();
    assertThat(attributes.hasAggregator()).isFalse();
    assertThat(attributes.isAtomicAggregate()).isFalse();
    assertThat(attributes.path().hops()).isZero();
    assertThat(attributes.med()).isZero();
    assertThat(attributes.localPref()).isZero();
    assertThat(attributes.communities()).isZero();
    assertThat(attributes.largeCommunities()).isZero();
    assertThat(attributes.mpReach().isPresent()).isFalse();
    assertThat(attributes.mpReach().prefixes().isEmpty()).isTrue();
    assertThat(attributes.mpUnreach().prefixes().isEmpty()).isTrue();
  }

  @Test
  void shouldMergeWideAsnsWhenTheSpeakerKnowsNarrowOnesOnly() throws MalformedRecordException {
    decode(
        none()
            .asPath(2, sequence(1L, AS_TRANS))
            .aggregator(2, AS_TRANS, "192.0.2.1")
            .as4Path(sequence(200_000L))
            .as4Aggregator(300_000, "192.0.2.2"),
        NARROW);

    assertThat(attributes.path().hop(1)).isEqualTo(200_000);
    assertThat(attributes.aggregatorAsn()).isEqualTo(300_000);
    assertThat(address(attributes.aggregatorAt())).isEqualTo("192.0.2.2");
  }

  @Test
  void shouldIgnoreWideAsnsWhenTheAggregatorIsNotAStandIn() throws MalformedRecordException {
    decode(
        none()
            .asPath(2, sequence(1L, AS_TRANS))
            .aggregator(2, 5, "192.0.2.1")
            .as4Path(sequence(200_000L))
            .as4Aggregator(300_000, "192.0.2.2"),
        NARROW);

    assertThat(attributes.path().hop(1)).isEqualTo(AS_TRANS);
    assertThat(attributes.aggregatorAsn()).isEqualTo(5);
  }

  @Test
  void shouldIgnoreWideAsnsWhenAllAsnsAreWide() throws MalformedRecordException {
    decode(none().asPath(4, sequence(1L, 2L)).as4Path(sequence(3L)), WIDE);

    assertThat(attributes.path().hop(1)).isEqualTo(2);
  }

  @Test
  void shouldReadAnAbbreviatedNextHopInATable() throws MalformedRecordException {
    decode(plain(4).mpReachNextHop(Wire.addressBytes("2001:db8::1")), TABLE);

    assertThat(attributes.mpReach().isPresent()).isTrue();
    assertThat(attributes.mpReach().nextHopLength()).isEqualTo(16);
    assertThat(attributes.mpReach().prefixes().isEmpty()).isTrue();
  }

  @Test
  void shouldReadAFullNextHopInATableToo() throws MalformedRecordException {
    decode(
        plain(4)
            .mpReach(Afi.IPV6, Safi.UNICAST, new byte[32], UpdateMother.prefixes("2001:db8::/32")),
        TABLE);

    assertThat(attributes.mpReach().nextHopLength()).isEqualTo(32);
    assertThat(attributes.mpReach().prefixes().isEmpty()).isFalse();
  }

  @Test
  void shouldPassOverFamiliesThatAreNotRead() throws MalformedRecordException {
    decode(plain(4).mpReach(25, 65, new byte[4], new byte[] {1, 2, 3}), WIDE);
    assertThat(attributes.mpReach().isPresent()).isFalse();

    decode(plain(4).mpUnreach(Afi.IPV4, 128, new byte[] {1, 2, 3}), WIDE);
    assertThat(attributes.mpUnreach().isPresent()).isFalse();
  }

  @Test
  void shouldTakeTheFirstWhenAnAttributeIsRepeated() throws MalformedRecordException {
    decode(plain(4).med(1).med(2), WIDE);

    assertThat(attributes.med()).isEqualTo(1);
  }

  static Stream<Arguments> harmlessDamage() {
    return Stream.of(
        damage("ATOMIC_AGGREGATE with a value", mother -> mother.raw(0x40, 6, new byte[1])),
        damage("AGGREGATOR too short", mother -> mother.raw(0xc0, 7, new byte[5])),
        damage("AS4_PATH cut short", mother -> mother.raw(0xc0, 17, new byte[] {2, 9, 0})),
        damage("AS4_AGGREGATOR too long", mother -> mother.raw(0xc0, 18, new byte[9])),
        damage("LARGE_COMMUNITY uneven", mother -> mother.raw(0xc0, 32, new byte[13])),
        damage("an attribute that nobody knows", mother -> mother.raw(0xc0, 250, new byte[300])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmlessDamage")
  void shouldKeepTheRoutesWhenNothingHangsOnTheDamagedAttribute(
      String name, UnaryOperator<AttributesMother> damaged) throws MalformedRecordException {
    decode(damaged.apply(plain(2)), NARROW);

    assertThat(attributes.path().hops()).isEqualTo(2);
    assertThat(attributes.isAtomicAggregate()).isFalse();
    assertThat(attributes.hasAggregator()).isFalse();
    assertThat(attributes.largeCommunities()).isZero();
  }

  static Stream<Arguments> fatalDamage() {
    byte[] prefix = UpdateMother.prefixes("2001:db8::/32");
    return Stream.of(
        fatal("ORIGIN has a length of 2 bytes", mother -> mother.raw(0x40, 1, new byte[2])),
        fatal("ORIGIN has the unknown value 3", mother -> mother.origin(3)),
        fatal("NEXT_HOP has a length of 16 bytes", mother -> mother.raw(0x40, 3, new byte[16])),
        fatal("MULTI_EXIT_DISC has a length of 3 bytes", m -> m.raw(0x80, 4, new byte[3])),
        fatal("LOCAL_PREF has a length of 0 bytes", m -> m.raw(0x40, 5, new byte[0])),
        fatal("COMMUNITIES has a length of 5 bytes", m -> m.raw(0xc0, 8, new byte[5])),
        fatal(
            "MP_REACH_NLRI has a next hop of 5 bytes",
            mother -> mother.mpReach(Afi.IPV6, Safi.UNICAST, new byte[5], prefix)),
        fatal(
            "attribute 15 is there more than once",
            mother -> mother.mpUnreach(2, 1, prefix).mpUnreach(2, 1, prefix)),
        fatal(
            "the AS path has a segment of unknown type 9",
            mother -> mother.raw(0x40, 2, new byte[] {9, 0})),
        fatal("the record ends 1 bytes too early", mother -> mother.raw(0x80, 15, new byte[2])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fatalDamage")
  void shouldRefuseTheRoutesWhenTheyHangOnTheDamagedAttribute(
      String reason, UnaryOperator<AttributesMother> damaged) {
    assertThatThrownBy(() -> decode(damaged.apply(none()), WIDE))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(reason);
  }

  @Test
  void shouldRefuseAnAttributeThatRunsOverTheEnd() {
    byte[] bytes = none().med(1).bytes();

    assertThatThrownBy(() -> attributes.decode(bytes, 0, bytes.length - 1, WIDE))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("attribute 4 of 4 bytes runs 1 bytes over the end of the path attributes");
    assertThatThrownBy(() -> attributes.decode(bytes, 0, 2, WIDE))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the path attributes end within the head of one");
  }

  private void decode(AttributesMother mother, AttributeForm form) throws MalformedRecordException {
    byte[] bytes = mother.bytes();
    attributes.decode(bytes, 0, bytes.length, form);
  }

  private String address(int at) {
    return new TextBuffer().addIpv4(attributes.bytes(), at).toString();
  }

  private static Arguments damage(String name, UnaryOperator<AttributesMother> damaged) {
    return Arguments.of(name, damaged);
  }

  private static Arguments fatal(String reason, UnaryOperator<AttributesMother> damaged) {
    return Arguments.of(reason, damaged);
  }
}
