package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.TimedBgp;

class RisPeersTest {

  private static final long MINUTE = 60;

  private final List<TimedBgp> records = new ArrayList<>();
  private final RisCounts counts = new RisCounts();
  private final RisPeers peers = new RisPeers(RisMother.TWO_PREFIXES, counts, records::add);

  @Test
  void shouldTellOneRecordForEachPrefix() throws Exception {
    take(
        RisMother.announcement("198.51.100.0/24", "203.0.113.0/24")
            .field("withdrawals", "[\"192.0.2.0/24\"]"));

    assertThat(lines())
        .containsExactly(
            "- 192.0.2.0/24 of AS64500 at rrc21 []",
            "+ 198.51.100.0/24 of AS64500 at rrc21 [64500, 64501]",
            "+ 203.0.113.0/24 of AS64500 at rrc21 [64500, 64501]");
  }

  @Test
  void shouldSayNothingOfASessionBeforeItChanges() throws Exception {
    take(RisMother.message("KEEPALIVE"));

    assertThat(records).isEmpty();
    assertThat(counts.byType()).containsExactly(entry("KEEPALIVE", 1L));
  }

  @Test
  void shouldFollowATableFromTheConnectToItsEnd() throws Exception {
    take(RisMother.state("connected").at(0));
    take(RisMother.announcement("198.51.100.0/24", "203.0.113.0/24").at(1));
    take(RisMother.message("UPDATE").at(2));
    take(RisMother.state("down").at(3));

    assertThat(lines())
        .containsExactly(
            "TABLE_TRANSFER 0 192.0.2.1 AS64500 at rrc21: 0+0",
            "+ 198.51.100.0/24 of AS64500 at rrc21 [64500, 64501]",
            "+ 203.0.113.0/24 of AS64500 at rrc21 [64500, 64501]",
            "UP 2 192.0.2.1 AS64500 at rrc21: 2+0 full",
            "DOWN 3 192.0.2.1 AS64500 at rrc21: 0+0");
  }

  @Test
  void shouldEndATableAfterAQuarterOfAnHourWhenThePeerDoesNot() throws Exception {
    take(RisMother.state("connected").at(0));
    take(RisMother.message("KEEPALIVE").at(16 * MINUTE));

    assertThat(lines()).last().isEqualTo("UP 900 192.0.2.1 AS64500 at rrc21: 0+0");
  }

  @Test
  void shouldKnowNoSessionAnyMoreWhenSightIsLost() throws Exception {
    take(RisMother.state("connected").at(0));
    take(RisMother.state("down").at(1).field("host", "\"rrc00\""));
    take(RisMother.announcement("198.51.100.0/24").at(2).field("peer", "\"192.0.2.9\""));
    records.clear();

    peers.lost(RisMother.NOON.plusSeconds(5).toEpochMilli());
    take(RisMother.message("KEEPALIVE").at(16 * MINUTE));
    peers.lost(RisMother.NOON.plusSeconds(17 * MINUTE).toEpochMilli());

    assertThat(lines())
        .containsExactly(
            "UNKNOWN 5 192.0.2.1 AS64500 at rrc21: 0+0",
            "UNKNOWN 5 192.0.2.1 AS64500 at rrc00: 0+0");
  }

  @Test
  void shouldPassOverPrefixesThatSpanSeveralBlocks() throws Exception {
    take(RisMother.announcement("0.0.0.0/0", "::/0", "2001::/16"));

    assertThat(lines()).containsExactly("+ 2001::/16 of AS64500 at rrc21 [64500, 64501]");
    assertThat(counts.byType()).containsEntry("prefixes shorter than a covering block", 2L);
  }

  @Test
  void shouldCountNoMoreTypesThanItCanHold() {
    for (int i = 0; i < 1_000; i++) {
      counts.add("type " + i);
    }

    assertThat(counts.byType()).hasSize(65).containsEntry("others", 936L);
  }

  private void take(RisMother message) throws Exception {
    peers.take((RisFrame.Heard) message.parse());
  }

  private List<String> lines() {
    return records.stream().map(RisMother::line).toList();
  }
}
