package org.signalfall.ingest.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.PeerState;

class PeerTrackerTest {

  private static final int OPEN_CONFIRM = 5;
  private static final int ESTABLISHED = 6;
  private static final int IDLE = 1;
  private static final PeerKey PEER = new PeerKey("192.0.2.1", 64500);
  private static final PeerKey OTHER = new PeerKey("2001:db8::1", 64501);
  private static final long NOON = 1_700_049_600_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final PrefixCounts FULL = new PrefixCounts(3, 0);
  private static final long BOUND = PeerTracker.LONGEST_TRANSFER.toMillis();

  private final List<String> told = new ArrayList<>();
  private final PeerTracker tracker =
      new PeerTracker("rrc00", new FullFeedRule(3, 2), state -> told.add(text(state)));

  @Test
  void shouldSayHowMuchAPeerSentWhenItsTableHasEnded() {
    tracker.stateChanged(NOON, PEER, OPEN_CONFIRM, ESTABLISHED);
    announce(PEER, Afi.IPV4, 3);
    tracker.ribEnded(NOON + 5, PEER, Afi.IPV4);

    assertThat(told).containsExactly("0 192.0.2.1 TABLE_TRANSFER 0 0", "5 192.0.2.1 UP 3 0 full");
    assertThat(tracker.awaitsAnnouncements()).isFalse();
  }

  @Test
  void shouldWaitForTheEndOfEachFamilyThatWasAnnounced() {
    tracker.stateChanged(NOON, PEER, OPEN_CONFIRM, ESTABLISHED);
    announce(PEER, Afi.IPV4, 1);
    announce(PEER, Afi.IPV6, 1);
    tracker.ribEnded(NOON + 5, PEER, Afi.IPV4);
    announce(PEER, Afi.IPV6, 1);
    tracker.ribEnded(NOON + 9, PEER, Afi.IPV6);

    assertThat(told).containsExactly("0 192.0.2.1 TABLE_TRANSFER 0 0", "9 192.0.2.1 UP 1 2 full");
  }

  @Test
  void shouldEndATransferWithoutEndOfRibWhenItHasLastedTooLong() {
    tracker.stateChanged(NOON, PEER, OPEN_CONFIRM, ESTABLISHED);
    tracker.stateChanged(NOON + 10, OTHER, OPEN_CONFIRM, ESTABLISHED);
    announce(PEER, Afi.IPV4, 2);
    tracker.reached(NOON + BOUND - 1);
    assertThat(told).hasSize(2);

    tracker.reached(NOON + BOUND);

    assertThat(told).hasSize(3).last().isEqualTo(BOUND + " 192.0.2.1 UP 2 0");
    assertThat(tracker.awaitsAnnouncements()).isTrue();
  }

  @Test
  void shouldSayThatAPeerIsSilentWhenOnlyOthersAreHeardForAnHour() {
    tracker.tableEnded(NOON, Map.of(PEER, FULL));
    tracker.tableEnded(NOON, Map.of(OTHER, FULL));
    speakOf(OTHER, 0, HOUR - MINUTE);
    assertThat(told).hasSize(2);

    speakOf(OTHER, HOUR - MINUTE, HOUR + MINUTE);
    assertThat(told).hasSize(3).last().isEqualTo(HOUR + " 192.0.2.1 SILENT 3 0 full");
    tracker.heard(NOON + HOUR + MINUTE, PEER);

    assertThat(told).hasSize(4).last().isEqualTo(HOUR + MINUTE + " 192.0.2.1 UP 3 0 full");
  }

  @Test
  void shouldCallNobodySilentForAGapInWhichTheCollectorSaysNothing() {
    tracker.tableEnded(NOON, Map.of(PEER, FULL));
    tracker.tableEnded(NOON, Map.of(OTHER, FULL));
    speakOf(OTHER, 0, HOUR / 2);

    speakOf(OTHER, 5 * HOUR, 5 * HOUR + HOUR / 2 - MINUTE);

    assertThat(told).hasSize(2);
  }

  @Test
  void shouldNotCallAPeerSilentThatSendsAPartOfATable() {
    tracker.tableEnded(NOON, Map.of(PEER, new PrefixCounts(2, 0)));

    speakOf(OTHER, 0, 3 * HOUR);

    assertThat(told).hasSize(1);
  }

  @Test
  void shouldNotTakeATableDumpForAWordOfASilentPeer() {
    tracker.tableEnded(NOON, Map.of(PEER, FULL));
    speakOf(OTHER, 0, HOUR + MINUTE);
    told.clear();

    tracker.tableBegan(NOON + HOUR + MINUTE, List.of(PEER));
    tracker.tableEnded(NOON + HOUR + MINUTE, Map.of(PEER, FULL));

    assertThat(told)
        .extracting(line -> line.split(" ", -1)[2])
        .containsExactly("TABLE_TRANSFER", "UP", "SILENT");
  }

  private void speakOf(PeerKey peer, long from, long to) {
    for (long time = from; time <= to; time += MINUTE / 2) {
      tracker.reached(NOON + time);
      tracker.heard(NOON + time, peer);
    }
  }

  @Test
  void shouldTellTransfersThatLastedTooLongInTheOrderInWhichTheyBegan() {
    tracker.stateChanged(NOON, PEER, OPEN_CONFIRM, ESTABLISHED);
    tracker.stateChanged(NOON + 1, OTHER, OPEN_CONFIRM, ESTABLISHED);
    tracker.stateChanged(NOON + 2, PEER, OPEN_CONFIRM, ESTABLISHED);
    told.clear();

    tracker.reached(NOON + 2 * BOUND);

    assertThat(told)
        .containsExactly((BOUND + 1) + " 2001:db8::1 UP 0 0", (BOUND + 2) + " 192.0.2.1 UP 0 0");
  }

  @Test
  void shouldSayThatAPeerIsDownWhenItLeavesEstablished() {
    tracker.stateChanged(NOON, PEER, ESTABLISHED, IDLE);

    assertThat(told).containsExactly("0 192.0.2.1 DOWN 0 0");
  }

  @Test
  void shouldForgetATransferThatTheSessionDidNotSurvive() {
    tracker.stateChanged(NOON, PEER, OPEN_CONFIRM, ESTABLISHED);
    announce(PEER, Afi.IPV4, 3);
    tracker.stateChanged(NOON + 1, PEER, ESTABLISHED, IDLE);
    tracker.ribEnded(NOON + 2, PEER, Afi.IPV4);
    tracker.reached(NOON + 2 * BOUND);

    assertThat(told).containsExactly("0 192.0.2.1 TABLE_TRANSFER 0 0", "1 192.0.2.1 DOWN 0 0");
  }

  @Test
  void shouldSayNothingWhenStatesChangeThatHaveNoRoutes() {
    tracker.stateChanged(NOON, PEER, IDLE, 3);
    tracker.stateChanged(NOON, PEER, 3, OPEN_CONFIRM);
    tracker.stateChanged(NOON, PEER, OPEN_CONFIRM, IDLE);
    tracker.stateChanged(NOON, PEER, ESTABLISHED, ESTABLISHED);
    announce(PEER, Afi.IPV4, 5);
    tracker.ribEnded(NOON, PEER, Afi.IPV4);

    assertThat(told).isEmpty();
  }

  @Test
  void shouldSetATableDumpBetweenTwoStates() {
    tracker.tableBegan(NOON, List.of(PEER, OTHER));
    tracker.tableEnded(NOON + 7, Map.of(PEER, new PrefixCounts(2, 1)));

    assertThat(told)
        .containsExactly(
            "0 192.0.2.1 TABLE_TRANSFER 0 0",
            "0 2001:db8::1 TABLE_TRANSFER 0 0",
            "7 192.0.2.1 UP 2 1");
  }

  @Test
  void shouldCallATableFullWhenEitherFamilyIs() {
    FullFeedRule rule = FullFeedRule.DEFAULT;

    assertThat(rule.isFull(new PrefixCounts(400_000, 0))).isTrue();
    assertThat(rule.isFull(new PrefixCounts(0, 10_000))).isTrue();
    assertThat(rule.isFull(new PrefixCounts(399_999, 9_999))).isFalse();
    assertThatThrownBy(() -> new FullFeedRule(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private void announce(PeerKey peer, int afi, int count) {
    for (int i = 0; i < count; i++) {
      tracker.announced(peer, afi);
    }
  }

  private static String text(PeerState state) {
    return "%d %s %s %d %d%s"
        .formatted(
            state.getTime().toEpochMilli() - NOON,
            state.getPeer().getAddress(),
            state.getStatus(),
            state.getIpv4Prefixes(),
            state.getIpv6Prefixes(),
            state.getFullFeed() ? " full" : "");
  }
}
