package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.sequence;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.set;
import static org.signalfall.ingest.mrt.MrtMother.PEER;
import static org.signalfall.ingest.mrt.MrtMother.PEER_ASN;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.AsPath;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.AttributesMother.Segment;
import org.signalfall.ingest.bgp.Safi;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.mrt.MrtMother.Entry;
import org.signalfall.ingest.mrt.MrtMother.IndexedPeer;

/** The text is what {@code bgpdump -m} 1.6.2 prints, byte for byte. */
class MrtDumpTest {

  private static final byte[] IPV6_NEXT_HOP = Wire.addressBytes("2001:db8::1");
  private static final byte[] IPV6_PREFIX = UpdateMother.prefixes("2001:db8:1::/48");
  private static final byte[] INDEX =
      MrtMother.peerIndex(
          TIME, new IndexedPeer(PEER, PEER_ASN), new IndexedPeer("2001:db8::9", 200_000));

  @Test
  void shouldTellAnAnnouncementWithAllThatItSays() throws IOException {
    AttributesMother attributes =
        AttributesMother.none()
            .origin(1)
            .asPath(
                4,
                new Segment(AsPath.CONFED_SEQUENCE, List.of(65001L)),
                sequence(1L, 4_200_000_000L),
                new Segment(AsPath.CONFED_SET, List.of(65002L, 65003L)),
                set(5L, 6L))
            .nextHop("192.0.2.7")
            .med(3_000_000_000L)
            .localPref(150)
            .atomicAggregate()
            .aggregator(4, 200_000, "198.51.100.1")
            .communities(0x0001_ffffL, 0xffff_ff01L, 0xffff_ff02L, 0xffff_ff03L);

    assertThat(update(attributes, "10.1.0.0/16", "10.2.3.0/24"))
        .containsExactly(
            "BGP4MP|1700000000|A|192.0.2.1|64500|10.1.0.0/16"
                + "|(65001) 1 4200000000 [65002,65003] {5,6}|EGP|192.0.2.7|150|3000000000"
                + "|1:65535 no-export no-advertise local-AS|AG|200000 198.51.100.1|",
            "BGP4MP|1700000000|A|192.0.2.1|64500|10.2.3.0/24"
                + "|(65001) 1 4200000000 [65002,65003] {5,6}|EGP|192.0.2.7|150|3000000000"
                + "|1:65535 no-export no-advertise local-AS|AG|200000 198.51.100.1|");
  }

  @Test
  void shouldTellAnAnnouncementThatSaysNothing() throws IOException {
    assertThat(update(AttributesMother.none(), "10.1.0.0/16"))
        .containsExactly(
            "BGP4MP|1700000000|A|192.0.2.1|64500|10.1.0.0/16||INCOMPLETE|255.255.255.255|0|0||NAG||");
  }

  @Test
  void shouldLeaveNoGapForAnEmptySegment() throws IOException {
    AttributesMother attributes =
        AttributesMother.none().asPath(4, sequence(), sequence(1L), set(), sequence(2L));

    assertThat(update(attributes, "10.0.0.0/8").get(0)).contains("|1 {}2|");
  }

  @Test
  void shouldTellWithdrawalsBeforeAnnouncementsAndFieldsBeforeAttributes() throws IOException {
    byte[] message =
        UpdateMother.announcing(4, "10.2.0.0/16")
            .withdrawn(UpdateMother.prefixes("10.1.0.0/16"))
            .attributes(
                AttributesMother.plain(4)
                    .mpReach(Afi.IPV6, Safi.UNICAST, IPV6_NEXT_HOP, IPV6_PREFIX)
                    .mpUnreach(Afi.IPV6, Safi.MULTICAST, UpdateMother.prefixes("2001:db8:2::/48")))
            .bytes();

    assertThat(MrtRun.of(MrtMother.message(TIME, message)).lines())
        .containsExactly(
            "BGP4MP|1700000000|W|192.0.2.1|64500|10.1.0.0/16",
            "BGP4MP|1700000000|W|192.0.2.1|64500|2001:db8:2::/48",
            "BGP4MP|1700000000|A|192.0.2.1|64500|10.2.0.0/16|64500 64501|IGP|192.0.2.1|0|0||NAG||",
            "BGP4MP|1700000000|A|192.0.2.1|64500|2001:db8:1::/48|64500 64501|IGP|2001:db8::1|0|0"
                + "||NAG||");
  }

  @Test
  void shouldTellNumbersOfIpv4ByAttributeAsSigned() throws IOException {
    AttributesMother attributes =
        AttributesMother.plain(4)
            .med(0xffff_ffffL)
            .localPref(0x8000_0000L)
            .mpReach(
                Afi.IPV4,
                Safi.UNICAST,
                Wire.addressBytes("192.0.2.9"),
                UpdateMother.prefixes("10.1.0.0/16"));

    assertThat(update(attributes))
        .containsExactly(
            "BGP4MP|1700000000|A|192.0.2.1|64500|10.1.0.0/16|64500 64501|IGP|192.0.2.9"
                + "|-2147483648|-1||NAG||");
  }

  @Test
  void shouldLeaveOutWhatGoesWithANextHopOfNoLength() throws IOException {
    AttributesMother ipv6 =
        AttributesMother.plain(4).mpReach(Afi.IPV6, Safi.UNICAST, new byte[0], IPV6_PREFIX);
    AttributesMother ipv4 =
        AttributesMother.plain(4)
            .mpReach(Afi.IPV4, Safi.UNICAST, new byte[0], UpdateMother.prefixes("10.1.0.0/16"));

    assertThat(update(ipv6))
        .containsExactly("BGP4MP|1700000000|A|192.0.2.1|64500|2001:db8:1::/48||NAG||");
    assertThat(update(ipv4))
        .containsExactly("BGP4MP|1700000000|A|192.0.2.1|64500|10.1.0.0/16|64500 64501|IGP||NAG||");
  }

  @Test
  void shouldNameMessagesByHowTheyWereHeard() throws IOException {
    byte[] wide = UpdateMother.withdrawing("10.1.0.0/16").bytes();
    byte[] withId =
        UpdateMother.empty().withdrawn(UpdateMother.prefixWithId(7, "10.1.0.0/16")).bytes();

    assertThat(
            MrtRun.of(
                    MrtMother.message(TIME, MrtType.MESSAGE, PEER, PEER_ASN, wide),
                    MrtMother.message(TIME, MrtType.MESSAGE_LOCAL, PEER, PEER_ASN, wide),
                    MrtMother.message(TIME, MrtType.MESSAGE_AS4_LOCAL, PEER, PEER_ASN, wide),
                    MrtMother.message(TIME, MrtType.MESSAGE_ADDPATH, PEER, PEER_ASN, withId),
                    MrtMother.message(TIME, MrtType.MESSAGE_AS4_ADDPATH, PEER, PEER_ASN, withId),
                    MrtMother.message(
                        TIME, MrtType.MESSAGE_AS4_LOCAL_ADDPATH, PEER, PEER_ASN, withId),
                    MrtMother.extended(
                        TIME,
                        42,
                        MrtType.MESSAGE_AS4_ADDPATH,
                        Wire.join(MrtMother.session(4, PEER, PEER_ASN), withId)))
                .lines())
        .containsExactly(
            "BGP4MP|1700000000|W|192.0.2.1|64500|10.1.0.0/16",
            "BGP4MP_LOCAL|1700000000|W|192.0.2.1|64500|10.1.0.0/16",
            "BGP4MP_LOCAL|1700000000|W|192.0.2.1|64500|10.1.0.0/16",
            "BGP4MP_AP|1700000000|W|192.0.2.1|64500|10.1.0.0/16|7",
            "BGP4MP_AP|1700000000|W|192.0.2.1|64500|10.1.0.0/16|7",
            "BGP4MP_AP|1700000000|W|192.0.2.254|65000|10.1.0.0/16|7",
            "BGP4MP_ET_AP|1700000000.000042|W|192.0.2.1|64500|10.1.0.0/16|7");
  }

  @Test
  void shouldTellChangesOfState() throws IOException {
    byte[] narrow =
        MrtMother.extended(
            TIME,
            999_999,
            MrtType.STATE_CHANGE,
            Wire.join(MrtMother.session(2, PEER, PEER_ASN), new Wire().u16(1).u16(2).bytes()));

    assertThat(MrtRun.of(MrtMother.stateChange(TIME, "2001:db8::9", 200_000, 5, 6), narrow).lines())
        .containsExactly(
            "BGP4MP|1700000000|STATE|2001:db8::9|200000|5|6",
            "BGP4MP_ET|1700000000.999999|STATE|192.0.2.1|64500|1|2");
  }

  @Test
  void shouldTellRoutesOfATable() throws IOException {
    assertThat(
            MrtRun.of(
                    INDEX,
                    MrtMother.rib(
                        TIME,
                        "10.1.0.0/16",
                        Entry.of(0, AttributesMother.plain(4)),
                        Entry.of(1, AttributesMother.plain(4).mpReachNextHop(IPV6_NEXT_HOP))),
                    MrtMother.rib(
                        TIME,
                        MrtType.RIB_IPV6_UNICAST_ADDPATH,
                        "2001:db8::/32",
                        new Entry(1, TIME, 0xffff_ffffL, AttributesMother.plain(4))))
                .lines())
        .containsExactly(
            "TABLE_DUMP2|1700000000|B|192.0.2.1|64500|10.1.0.0/16|64500 64501|IGP|192.0.2.1|0|0"
                + "||NAG||",
            "TABLE_DUMP2|1700000000|B|2001:db8::9|200000|10.1.0.0/16|64500 64501|IGP|2001:db8::1"
                + "|0|0||NAG||",
            "TABLE_DUMP2_AP|1700000000|B|2001:db8::9|200000|2001:db8::/32|4294967295|64500 64501"
                + "|IGP|192.0.2.1|0|0||NAG||");
  }

  @Test
  void shouldLeaveOutTablesOfMulticastRoutes() throws IOException {
    MrtRun run =
        MrtRun.of(
            INDEX,
            MrtMother.rib(
                TIME,
                MrtType.RIB_IPV4_MULTICAST,
                "10.1.0.0/16",
                Entry.of(0, AttributesMother.plain(4))));

    assertThat(run.lines()).isEmpty();
    assertThat(run.rejections()).isEmpty();
  }

  @Test
  void shouldTellRoutesOfATableOfOld() throws IOException {
    assertThat(
            MrtRun.of(
                    MrtMother.tableDump(
                        TIME, "10.1.0.0/16", PEER, 64500, AttributesMother.plain(2)),
                    MrtMother.tableDump(
                        TIME,
                        "2001:db8::/32",
                        "2001:db8::9",
                        64500,
                        AttributesMother.plain(2).mpReachNextHop(IPV6_NEXT_HOP)))
                .lines())
        .containsExactly(
            "TABLE_DUMP|1700000000|B|192.0.2.1|64500|10.1.0.0/16|64500 64501|IGP|192.0.2.1|0|0"
                + "||NAG||",
            "TABLE_DUMP|1700000000|B|2001:db8::9|64500|2001:db8::/32|64500 64501|IGP|2001:db8::1"
                + "|0|0||NAG||");
  }

  private static List<String> update(AttributesMother attributes, String... announced)
      throws IOException {
    byte[] message =
        UpdateMother.empty()
            .attributes(attributes)
            .announced(UpdateMother.prefixes(announced))
            .bytes();
    return MrtRun.of(MrtMother.message(TIME, message)).lines();
  }
}
