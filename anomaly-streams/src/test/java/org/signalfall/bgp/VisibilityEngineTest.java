package org.signalfall.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.bgp.BgpWord.Session.DOWN;
import static org.signalfall.bgp.BgpWord.Session.TRANSFER;
import static org.signalfall.bgp.BgpWord.Session.UP;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibilityEngineTest {

  private static final IpPrefix WIDE = new IpPrefix(4, 0x0a00_0000L << 32, 16);
  private static final IpPrefix NARROW = new IpPrefix(4, 0x0a00_0100L << 32, 24);
  private static final List<Long> ORIGIN = List.of(64_500L);

  private final PeerSessions sessions = new PeerSessions();
  private final MemoryTable table = new MemoryTable();
  private long units;
  private final VisibilityEngine engine =
      new VisibilityEngine(
          sessions, table, (prefix, origins, change) -> units += change, new SightLog());
  private final int first = sessions.number(new PeerName("rrc00", "a", 64_501));
  private final int second = sessions.number(new PeerName("rrc00", "b", 64_502));

  @Test
  void shouldCountEachUnitOnceWhenPrefixesOverlap() {
    dump(first, WIDE, NARROW);

    assertThat(units).isEqualTo(256);
  }

  @Test
  void shouldHoldWhatWasVisibleWhileAndAfterASessionResets() {
    dump(first, WIDE);
    engine.take(3, new BgpWord.Changed(first, DOWN, false));
    close();
    assertThat(units).isEqualTo(256);
    engine.take(4, new BgpWord.Changed(first, TRANSFER, false));
    close();
    assertThat(units).isEqualTo(256);

    engine.take(5, announced(first, WIDE));
    engine.take(6, new BgpWord.Changed(first, UP, true));
    close();

    assertThat(units).isEqualTo(256);
  }

  @Test
  void shouldDropARouteThatWasNotToldAgainWhenItsTransferHasEnded() {
    dump(first, WIDE, NARROW);

    dump(first, NARROW);

    assertThat(units).isEqualTo(1);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void shouldTakeAWithdrawalIntoAccountThatItsSessionDidNotSurvive() {
    dump(first, WIDE);
    engine.take(3, new BgpWord.Withdrawn(WIDE, first, BgpWord.NO_PATH));
    engine.take(4, new BgpWord.Changed(first, DOWN, false));
    close();
    assertThat(units).as("nobody can be asked").isEqualTo(256);

    engine.take(5, new BgpWord.Changed(first, UP, true));
    close();

    assertThat(units).isZero();
    assertThat(table.size()).isZero();
  }

  @Test
  void shouldKeepARouteUntilTheLastOfItsPathsIsWithdrawn() {
    dump(first, NARROW);
    engine.take(3, new BgpWord.Announced(WIDE, new BgpWord.Route(first, 1, ORIGIN)));
    engine.take(3, new BgpWord.Announced(WIDE, new BgpWord.Route(first, 2, ORIGIN)));
    engine.take(4, new BgpWord.Withdrawn(WIDE, first, 1));
    close();
    assertThat(units).isEqualTo(256);

    engine.take(5, new BgpWord.Withdrawn(WIDE, first, 2));
    close();

    assertThat(units).isEqualTo(1);
  }

  @Test
  void shouldAskOnlyThoseWhoAreThere() {
    dump(first, WIDE);
    dump(second, WIDE);
    engine.take(3, new BgpWord.Changed(first, DOWN, false));
    engine.take(4, new BgpWord.Withdrawn(WIDE, second, BgpWord.NO_PATH));
    close();

    assertThat(units).isZero();
  }

  private void dump(int peer, IpPrefix... prefixes) {
    engine.take(1, new BgpWord.Changed(peer, TRANSFER, false));
    for (IpPrefix prefix : prefixes) {
      engine.take(1, new BgpWord.Dumped(prefix, List.of(new BgpWord.Route(peer, ORIGIN))));
    }
    engine.take(2, new BgpWord.Changed(peer, UP, true));
    close();
  }

  private static BgpWord announced(int peer, IpPrefix prefix) {
    return new BgpWord.Announced(prefix, new BgpWord.Route(peer, ORIGIN));
  }

  private void close() {
    int lookedAt = 1;
    while (lookedAt == 1) {
      lookedAt = engine.closeBin(1);
    }
  }
}
