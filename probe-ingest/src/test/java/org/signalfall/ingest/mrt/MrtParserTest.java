package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.mrt.MrtMother.PEER;
import static org.signalfall.ingest.mrt.MrtMother.PEER_ASN;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.mrt.MrtMother.Entry;
import org.signalfall.ingest.mrt.MrtMother.IndexedPeer;

class MrtParserTest {

  private static final byte[] GOOD =
      MrtMother.message(TIME, UpdateMother.withdrawing("10.9.0.0/16").bytes());
  private static final byte[] INDEX =
      MrtMother.peerIndex(
          TIME, new IndexedPeer(PEER, PEER_ASN), new IndexedPeer("2001:db8::9", 200_000));

  @Test
  void shouldRejectAMessageWithADamagedAttributeAloneAndWhole() throws IOException {
    byte[] damaged =
        MrtMother.message(
            TIME,
            UpdateMother.announcing(4, "10.1.0.0/16")
                .withdrawn(UpdateMother.prefixes("10.2.0.0/16"))
                .attributes(AttributesMother.none().origin(9))
                .bytes());

    MrtRun run = MrtRun.of(GOOD, damaged, GOOD);

    assertThat(run.lines()).hasSize(2).allMatch(line -> line.endsWith("10.9.0.0/16"));
    Rejection rejection = run.rejections().get(0);
    assertThat(rejection.source()).isEqualTo("bgp:test");
    assertThat(rejection.place()).isEqualTo("test.mrt, byte " + GOOD.length);
    assertThat(rejection.reason()).isEqualTo("ORIGIN has the unknown value 9");
    assertThat(rejection.bytes()).isEqualTo(damaged);
    assertThat(rejection.originalLength()).isEqualTo(damaged.length);
    assertThat(run.counts().rejected()).isEqualTo(1);
    assertThat(run.counts().records()).isEqualTo(3);
  }

  @Test
  void shouldTakeTheWholePrefixesAndTellOfTheOneThatIsCutShort() throws IOException {
    byte[] cut =
        MrtMother.message(
            TIME, UpdateMother.empty().withdrawn(new byte[] {8, 10, 24, 10, 1}).bytes());

    MrtRun run = MrtRun.of(cut);

    assertThat(run.lines()).singleElement().asString().endsWith("|10.0.0.0/8");
    assertThat(run.rejected())
        .containsExactly(
            "0: a list of prefixes ends within a prefix; the whole ones before it were taken");
  }

  @Test
  void shouldCountMessagesThatAreNoUpdates() throws IOException {
    MrtRun run =
        MrtRun.of(
            MrtMother.message(TIME, UpdateMother.message(4, new byte[0])),
            MrtMother.message(TIME, UpdateMother.message(1, new byte[10])),
            MrtMother.message(TIME, UpdateMother.message(77, new byte[0])));

    assertThat(run.lines()).isEmpty();
    assertThat(run.rejections()).isEmpty();
    assertThat(run.counts().passedOver())
        .containsOnlyKeys("BGP KEEPALIVE", "BGP OPEN", "BGP type 77");
  }

  @Test
  void shouldCountRecordsOfTypesThatAreNotRead() throws IOException {
    MrtRun run =
        MrtRun.of(
            MrtMother.record(TIME, MrtType.TABLE_DUMP_V2, 6, new byte[20]),
            MrtMother.record(TIME, 11, 0, new byte[20]),
            MrtMother.record(TIME, 33, 0, new byte[20]),
            MrtMother.record(TIME, MrtType.BGP4MP, 3, new byte[20]));

    assertThat(run.rejections()).isEmpty();
    assertThat(run.counts().passedOver())
        .containsOnlyKeys("TABLE_DUMP_V2/RIB_GENERIC", "OSPFv2", "IS-IS", "BGP4MP/SNAPSHOT");
  }

  @Test
  void shouldRejectASessionOfAnUnknownFamily() throws IOException {
    byte[] body = new Wire().u32(1).u32(2).u16(0).u16(3).zeros(30).bytes();

    MrtRun run = MrtRun.of(MrtMother.record(TIME, MrtType.BGP4MP, MrtType.MESSAGE_AS4, body), GOOD);

    assertThat(run.lines()).hasSize(1);
    assertThat(run.rejected()).containsExactly("0: the session has addresses of unknown family 3");
  }

  @Test
  void shouldKeepTheOtherRoutesOfAPrefixWhenOneIsDamaged() throws IOException {
    byte[] rib =
        MrtMother.rib(
            TIME,
            "10.1.0.0/16",
            Entry.of(0, AttributesMother.plain(4)),
            Entry.of(1, AttributesMother.none().origin(9)),
            Entry.of(7, AttributesMother.plain(4)),
            Entry.of(1, AttributesMother.plain(4)));

    MrtRun run = MrtRun.of(INDEX, rib);

    assertThat(run.lines()).hasSize(2);
    assertThat(run.rejected())
        .containsExactly(
            INDEX.length
                + ": 2 of 4 entries are damaged, the first: ORIGIN has the unknown value 9");
  }

  @Test
  void shouldKeepTheRoutesBeforeTheOneThatIsCutShort() throws IOException {
    byte[] rib =
        MrtMother.rib(
            TIME,
            "10.1.0.0/16",
            Entry.of(0, AttributesMother.plain(4)),
            Entry.of(1, AttributesMother.plain(4)),
            Entry.of(1, AttributesMother.plain(4)));
    int shorter = rib.length - AttributesMother.plain(4).bytes().length - 8 - 2;
    byte[] cut = Arrays.copyOf(rib, shorter);
    System.arraycopy(new Wire().u32(shorter - 12).bytes(), 0, cut, 8, 4);

    MrtRun run = MrtRun.of(INDEX, cut);

    assertThat(run.lines()).hasSize(1);
    assertThat(run.rejected())
        .containsExactly(
            INDEX.length
                + ": 2 of 3 entries are damaged, the first: the record ends 2 bytes too early");
  }

  @Test
  void shouldRejectATableWithoutItsIndex() throws IOException {
    MrtRun run =
        MrtRun.of(MrtMother.rib(TIME, "10.1.0.0/16", Entry.of(0, AttributesMother.plain(4))));

    assertThat(run.lines()).isEmpty();
    assertThat(run.rejected())
        .containsExactly("0: no index of peers stands before the table's entries");
  }

  @Test
  void shouldNotReadATableByAnIndexThatTheDamagedOneReplaced() throws IOException {
    byte[] damaged =
        MrtMother.record(
            TIME,
            MrtType.TABLE_DUMP_V2,
            MrtType.PEER_INDEX_TABLE,
            new Wire().zeros(6).u16(9).bytes());

    MrtRun run =
        MrtRun.of(
            INDEX,
            damaged,
            MrtMother.rib(TIME, "10.1.0.0/16", Entry.of(0, AttributesMother.plain(4))));

    assertThat(run.lines()).isEmpty();
    assertThat(run.rejections()).hasSize(2);
  }

  @Test
  void shouldRejectAPrefixThatIsLongerThanAnAddress() throws IOException {
    byte[] rib =
        MrtMother.record(
            TIME,
            MrtType.TABLE_DUMP_V2,
            MrtType.RIB_IPV4_UNICAST,
            new Wire().u32(0).u8(33).zeros(7).bytes());
    byte[] old = MrtMother.tableDump(TIME, "10.0.0.0/8", PEER, 1, AttributesMother.plain(2));
    old[12 + 8] = 99;

    assertThat(MrtRun.of(INDEX, rib, old).rejected())
        .containsExactly(
            INDEX.length + ": a prefix of 33 bits is longer than an IPv4 address",
            (INDEX.length + rib.length) + ": a prefix of 99 bits is longer than an IPv4 address");
  }
}
