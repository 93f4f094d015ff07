package org.signalfall.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.bgp.BgpWord.Session.DOWN;
import static org.signalfall.bgp.BgpWord.Session.SILENT;
import static org.signalfall.bgp.BgpWord.Session.TRANSFER;
import static org.signalfall.bgp.BgpWord.Session.UP;

import org.junit.jupiter.api.Test;

class PeerSessionsTest {

  private static final long DAY = PeerSessions.MEMORY.toMillis();

  private final PeerSessions sessions = new PeerSessions();
  private final SightLog log = new SightLog();
  private final int first = sessions.number(new PeerName("rrc00", "a", 64_500));
  private final int second = sessions.number(new PeerName("rrc00", "b", 64_501));

  @Test
  void shouldMakeAWitnessOfAPeerWhoseFullTableIsKnown() {
    change(1, first, TRANSFER);
    assertThat(sessions.witnesses()).isEqualTo(Witnesses.NONE);

    change(2, first, UP);

    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(1, 1));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldMakeNoWitnessOfAPeerThatIsUpWithoutATableOrWithAPart() {
    change(1, first, UP);
    change(1, second, TRANSFER);
    sessions.change(2, new BgpWord.Changed(second, UP, false), log);

    assertThat(sessions.witnesses()).isEqualTo(Witnesses.NONE);
  }

  @Test
  void shouldReportAPeerAndWithItsLastOneTheCollector() {
    full(first);
    full(second);
    change(10, first, DOWN);
    change(11, second, DOWN);
    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(0, 2));
    change(20, second, TRANSFER);
    change(21, second, DOWN);
    change(22, second, TRANSFER);
    change(30, second, UP);

    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(1, 2));
    assertThat(log.lines())
        .containsExactly(
            "peer a lost 10",
            "peer b lost 11",
            "collector rrc00 lost 11",
            "peer b back 11 30",
            "collector rrc00 back 11 30");
  }

  @Test
  void shouldReportNothingWhenATableIsDumpedAgain() {
    full(first);
    int table = sessions.openTable(first);
    change(10, first, TRANSFER);

    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(1, 1));
    assertThat(sessions.openTable(first)).isEqualTo(table);
    change(20, first, UP);
    assertThat(sessions.openTable(first)).isNotEqualTo(table);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldNotAskAPeerThatIsSilentUntilItSpeaks() {
    full(first);
    full(second);
    int table = sessions.openTable(first);
    change(10, first, SILENT);
    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(1, 2));
    change(11, second, SILENT);

    PeerSessions read = PeerSessions.decode(sessions.encode());
    read.change(20, new BgpWord.Changed(first, UP, true), log);

    assertThat(read.witnesses()).isEqualTo(new Witnesses(1, 2));
    assertThat(read.openTable(first)).as("its table stands").isEqualTo(table);
    assertThat(log.lines())
        .containsExactly(
            "peer a silent 10",
            "peer b silent 11",
            "collector rrc00 lost 11",
            "peer a heard 10 20",
            "collector rrc00 back 11 20");
  }

  @Test
  void shouldReportASilentPeerWhoseSessionGoesDownAsLost() {
    full(first);
    change(10, first, SILENT);

    change(20, first, DOWN);

    assertThat(log.lines())
        .containsExactly(
            "peer a silent 10", "collector rrc00 lost 10", "peer a heard 10 20", "peer a lost 20");
  }

  @Test
  void shouldMakeNothingOfTheSilenceOfAPeerThatIsNoWitness() {
    change(1, first, UP);

    change(10, first, SILENT);

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldForgetAPeerThatHasBeenDownForADay() {
    full(first);
    full(second);
    change(10, first, DOWN);

    change(10 + DAY - 1, second, TRANSFER);
    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(1, 2));
    change(10 + DAY, second, UP);

    assertThat(sessions.witnesses()).isEqualTo(new Witnesses(1, 1));
  }

  @Test
  void shouldUseATableAgainOnceNothingRefersToIt() {
    for (int dump = 0; dump < 100; dump++) {
      full(first);
      sessions.settled();
    }

    assertThat(sessions.openTable(first)).isLessThan(2);
  }

  @Test
  void shouldGoOnFromItsBytes() {
    full(first);
    change(10, first, DOWN);
    change(20, first, TRANSFER);

    PeerSessions again = PeerSessions.decode(sessions.encode());
    again.change(30, new BgpWord.Changed(first, UP, true), log);

    assertThat(again.encode()).isNotEqualTo(sessions.encode());
    assertThat(again.number(new PeerName("rrc00", "b", 64_501))).isEqualTo(second);
    assertThat(log.lines()).endsWith("peer a back 10 30", "collector rrc00 back 10 30");
  }

  private void full(int peer) {
    change(1, peer, TRANSFER);
    change(2, peer, UP);
  }

  private void change(long time, int peer, BgpWord.Session session) {
    sessions.change(time, new BgpWord.Changed(peer, session, true), log);
  }
}
