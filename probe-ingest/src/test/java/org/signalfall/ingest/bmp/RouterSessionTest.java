package org.signalfall.ingest.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.input.MalformedRecordException;

class RouterSessionTest {

  private static final FullFeedRule TWO_PREFIXES = new FullFeedRule(2, 2);
  private static final long NOW = BmpMother.NOON.plusSeconds(3600).toEpochMilli();
  private static final byte[] IN = BmpMother.peer(0);
  private static final byte[] IN_POST = BmpMother.peer(BmpMother.POST_POLICY);
  private static final byte[] OUT = BmpMother.peer(BmpMother.ADJ_RIB_OUT);
  private static final byte[] WITH_ID = UpdateMother.prefixWithId(7, "10.1.0.0/16");

  private final List<TimedBgp> records = new ArrayList<>();
  private final BmpCounts counts = new BmpCounts();
  private RouterSession session = session(BmpViews.DEFAULT);

  @Test
  void shouldFollowATableFromPeerUpToItsEndAndToPeerDown() throws Exception {
    take(BmpMother.initiation("r1"));
    take(BmpMother.peerUp());
    take(BmpMother.announcement("10.1.0.0/16", "10.2.0.0/16"));
    take(BmpMother.endOfIpv4(IN));
    take(BmpMother.withdrawal("10.2.0.0/16"));
    take(BmpMother.peerDown(IN));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "+ 10.1.0.0/16 of 192.0.2.1 by [64500, 64501]",
            "+ 10.2.0.0/16 of 192.0.2.1 by [64500, 64501]",
            "UP 192.0.2.1 AS64500 at r1 with 2+0 full",
            "- 10.2.0.0/16 of 192.0.2.1",
            "DOWN 192.0.2.1 AS64500 at r1");
  }

  @Test
  void shouldDateRecordsByWhenTheyCameInAndKeepWhenRoutesWereLearnt() throws Exception {
    take(BmpMother.peerUp());
    take(BmpMother.announcement("10.1.0.0/16"));

    BgpUpdate update = ((TimedBgp.Update) records.get(1)).update();
    assertThat(update.getTime().toEpochMilli()).isEqualTo(NOW);
    assertThat(update.getRoute().getLearnt()).isEqualTo(BmpMother.NOON);
  }

  @Test
  void shouldEndATableWhenEachFamilyThatBothSpeakHasEnded() throws Exception {
    byte[] both = BmpMother.open(BmpMother.multiprotocol(1, 1), BmpMother.multiprotocol(2, 1));
    take(BmpMother.peerUp(IN, both, both));
    take(BmpMother.announcement("10.1.0.0/16"));
    take(BmpMother.endOfIpv4(IN));
    List<String> beforeIpv6 = lines();
    take(
        BmpMother.routes(
            IN,
            UpdateMother.empty()
                .attributes(
                    AttributesMother.plain(4)
                        .mpReach(2, 1, new byte[16], UpdateMother.prefixes("2001:db8::/32")))));
    take(BmpMother.endOfIpv6(IN));

    assertThat(beforeIpv6).noneMatch(line -> line.startsWith("UP"));
    assertThat(lines()).last().isEqualTo("UP 192.0.2.1 AS64500 at r1 with 1+1");
  }

  @Test
  void shouldEndATableAfterAQuarterOfAnHourWhenTheRouterDoesNot() throws Exception {
    take(BmpMother.peerUp());

    session.reached(NOW + 15 * 60_000);

    assertThat(lines()).last().isEqualTo("UP 192.0.2.1 AS64500 at r1");
  }

  @Test
  void shouldCountAllPeersAsDownWhenTheConnectionEnds() throws Exception {
    byte[] other = BmpMother.peer(0, 0, "2001:db8::9");
    take(BmpMother.peerUp());
    take(BmpMother.peerUp(other, BmpMother.open(), BmpMother.open()));

    session.ended(NOW);

    assertThat(lines()).endsWith("DOWN 192.0.2.1 AS64500 at r1", "DOWN 2001:db8::9 AS64500 at r1");
  }

  @Test
  void shouldTakeTheCopyBeforePolicyWhenARouterSendsBoth() throws Exception {
    take(BmpMother.peerUp());
    take(BmpMother.peerUp(IN_POST, BmpMother.open(), BmpMother.open()));
    take(BmpMother.announcement("10.1.0.0/16"));
    take(BmpMother.routes(IN_POST, UpdateMother.announcing(4, "10.9.0.0/16")));
    take(BmpMother.endOfIpv4(IN_POST));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "+ 10.1.0.0/16 of 192.0.2.1 by [64500, 64501]");
    assertThat(counts.byKind()).containsEntry("messages of second copies of tables", 2L);
  }

  @Test
  void shouldTakeTheOnlyCopyThatThereIsAndStartAnewWhenThePreferredComes() throws Exception {
    take(BmpMother.peerUp());
    take(BmpMother.routes(IN_POST, UpdateMother.announcing(4, "10.9.0.0/16")));
    take(BmpMother.announcement("10.1.0.0/16"));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "+ 10.9.0.0/16 of 192.0.2.1 by [64500, 64501]",
            "DOWN 192.0.2.1 AS64500 at r1",
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "+ 10.1.0.0/16 of 192.0.2.1 by [64500, 64501]");
  }

  @Test
  void shouldTakeTheCopyAsPolicyLeftItWhenTold() throws Exception {
    session = session(new BmpViews(true, false));
    take(BmpMother.peerUp());
    take(BmpMother.routes(IN_POST, UpdateMother.announcing(4, "10.9.0.0/16")));
    take(BmpMother.announcement("10.1.0.0/16"));

    assertThat(lines()).last().isEqualTo("+ 10.9.0.0/16 of 192.0.2.1 by [64500, 64501]");
  }

  @Test
  void shouldTakeWhatIsSentToAPeerAsATableOfItsOwnWhenTold() throws Exception {
    session = session(new BmpViews(false, true));
    take(BmpMother.peerUp());
    take(BmpMother.routes(OUT, UpdateMother.announcing(4, "10.1.0.0/16")));
    take(BmpMother.peerDown(IN));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "TABLE_TRANSFER 192.0.2.1/out AS64500 at r1",
            "+ 10.1.0.0/16 of 192.0.2.1/out by [64500, 64501]",
            "DOWN 192.0.2.1 AS64500 at r1",
            "DOWN 192.0.2.1/out AS64500 at r1");
  }

  @Test
  void shouldPassOverWhatIsSentToAPeerUnlessTold() throws Exception {
    take(BmpMother.peerUp());
    take(BmpMother.routes(OUT, UpdateMother.announcing(4, "10.1.0.0/16")));

    assertThat(records).hasSize(1);
    assertThat(counts.byKind()).containsEntry("messages of tables that aren't taken", 1L);
  }

  @Test
  void shouldTakeTheRoutersOwnTable() throws Exception {
    take(BmpMother.peerUp(BmpMother.locRib(), BmpMother.open(), BmpMother.open()));
    take(BmpMother.routes(BmpMother.locRib(), UpdateMother.announcing(4, "10.1.0.0/16")));
    take(BmpMother.endOfIpv4(BmpMother.locRib()));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER loc-rib AS64496 at r1",
            "+ 10.1.0.0/16 of loc-rib by [64500, 64501]",
            "UP loc-rib AS64496 at r1 with 1+0");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, true",
    "1, 3, true",
    "3, 3, true",
    "3, 2, true",
    "2, 2, false",
    "2, 3, false",
    "1, 1, false",
    "3, 1, false"
  })
  void shouldReadPathIdsWhenTheRouterReceivesThemAndThePeerSendsThem(
      int router, int peer, boolean ids) throws Exception {
    take(
        BmpMother.peerUp(
            IN,
            BmpMother.open(BmpMother.addPath(router)),
            BmpMother.open(BmpMother.addPath(peer))));

    take(ids ? BmpMother.routes(IN, withId()) : BmpMother.announcement("10.1.0.0/16"));

    assertThat(lines())
        .last()
        .isEqualTo("+ " + (ids ? "7:" : "") + "10.1.0.0/16 of 192.0.2.1 by [64500, 64501]");
  }

  @Test
  void shouldReadPathIdsByWhatAMessageSaysOfItself() throws Exception {
    byte[] receives = BmpMother.addPath(1);
    take(BmpMother.peerUp());
    take(BmpMother.routesWithTlvs(IN, receives, withId().bytes()));

    assertThat(lines()).last().isEqualTo("+ 7:10.1.0.0/16 of 192.0.2.1 by [64500, 64501]");
  }

  @Test
  void shouldReadShortAsnsWhereTheHeaderSaysSo() throws Exception {
    take(BmpMother.peerUp());
    take(
        BmpMother.routes(
            BmpMother.peer(BmpMother.NARROW), UpdateMother.announcing(2, "10.1.0.0/16")));

    assertThat(lines()).last().isEqualTo("+ 10.1.0.0/16 of 192.0.2.1 by [64500, 64501]");
  }

  @Test
  void shouldCountStatisticsByType() throws Exception {
    take(BmpMother.statistics(0, 7, 7, 500));

    assertThat(counts.byKind())
        .containsEntry("statistic of type 0", 1L)
        .containsEntry("statistic of type 7", 2L)
        .containsEntry("statistic of an unknown type", 1L);
  }

  @Test
  void shouldRejectRoutesOfAPeerThatIsNotUp() {
    assertThatThrownBy(() -> take(BmpMother.announcement("10.1.0.0/16")))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("routes of a peer of which no Peer Up was told");
  }

  @Test
  void shouldTakeNothingOfADamagedUpdateAndGoOn() throws Exception {
    take(BmpMother.peerUp());
    UpdateMother damaged =
        UpdateMother.announcing(4, "10.1.0.0/16")
            .attributes(AttributesMother.none().raw(0x40, 1, new byte[] {9}));

    assertThatThrownBy(() -> take(BmpMother.routes(IN, damaged)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("ORIGIN has the unknown value 9");
    take(BmpMother.announcement("10.2.0.0/16"));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "+ 10.2.0.0/16 of 192.0.2.1 by [64500, 64501]");
  }

  @Test
  void shouldBeginATableAnewWhenAPeerIsUpAgainWithoutHavingBeenDown() throws Exception {
    byte[] later =
        Wire.join(
            Arrays.copyOf(IN, 34),
            new Wire().u32(BmpMother.NOON.getEpochSecond() + 60).u32(0).bytes());
    take(BmpMother.peerUp());
    take(BmpMother.peerUp(later, BmpMother.open(), BmpMother.open()));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1",
            "DOWN 192.0.2.1 AS64500 at r1",
            "TABLE_TRANSFER 192.0.2.1 AS64500 at r1");
  }

  private static UpdateMother withId() {
    return UpdateMother.empty().attributes(AttributesMother.plain(4)).announced(WITH_ID);
  }

  private RouterSession session(BmpViews views) {
    return new RouterSession("r1", views, TWO_PREFIXES, counts, records::add);
  }

  private void take(byte[] message) throws Exception {
    session.take(BmpMother.parse(message), NOW);
  }

  private List<String> lines() {
    return records.stream().map(BgpLines::of).toList();
  }
}
