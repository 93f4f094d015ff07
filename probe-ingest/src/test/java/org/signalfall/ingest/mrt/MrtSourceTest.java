package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.mrt.MrtMother.PEER;
import static org.signalfall.ingest.mrt.MrtMother.PEER_ASN;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.BgpUpdate;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.PeerState;
import org.signalfall.avro.PeerStatus;
import org.signalfall.avro.Prefix;
import org.signalfall.avro.RibEntry;
import org.signalfall.avro.Route;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.SharedData;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.AttributesMother.Segment;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.mrt.MrtMother.Entry;
import org.signalfall.ingest.mrt.MrtMother.IndexedPeer;

class MrtSourceTest {

  private static final Clock NEW_YEAR_2024 =
      Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String OTHER = "2001:db8::9";
  private static final byte[] INDEX =
      MrtMother.peerIndex(TIME, new IndexedPeer(PEER, PEER_ASN), new IndexedPeer(OTHER, 200_000));

  @TempDir private Path folder;

  private final CollectedRejections rejections = new CollectedRejections();
  private final List<Path> files = new ArrayList<>();

  @Test
  void shouldBeOneFeedOfItsCollector() {
    MrtSource source = new MrtSource("rrc00", List.of(), FullFeedRule.DEFAULT);

    assertThat(source.feed().name()).isEqualTo("bgp:rrc00");
    assertThat(source.feed().kind()).isEqualTo(FeedKind.BGP);
  }

  @Test
  void shouldGiveOneUpdateForEachPrefix() throws IOException {
    file(
        MrtMother.message(
            TIME,
            UpdateMother.announcing(4, "10.1.0.0/16", "10.2.0.0/16")
                .withdrawn(UpdateMother.prefixes("10.3.0.0/16"))
                .attributes(
                    AttributesMother.plain(4)
                        .mpReach(2, 1, new byte[16], UpdateMother.prefixes("2001:db8::/32"))
                        .mpUnreach(2, 1, UpdateMother.prefixes("2001:db8:1::/48")))
                .bytes()));

    List<TimedRecord> records = read();

    assertThat(records)
        .extracting(record -> text(((TimedBgp.Update) record).update()))
        .containsExactly(
            "withdrawn 0a030000/16 [] []",
            "withdrawn 20010db8000100000000000000000000/48 [] []",
            "announced 0a010000/16 [64500, 64501] [64501]",
            "announced 0a020000/16 [64500, 64501] [64501]",
            "announced 20010db8000000000000000000000000/32 [64500, 64501] [64501]");
    BgpUpdate first = ((TimedBgp.Update) records.get(2)).update();
    assertThat(first.getTime()).isEqualTo(Instant.ofEpochSecond(TIME));
    assertThat(first.getRoute().getPeer().getCollector()).isEqualTo("rrc00");
    assertThat(first.getRoute().getPeer().getAddress()).isEqualTo(PEER);
    assertThat(first.getRoute().getPeer().getAsn()).isEqualTo(PEER_ASN);
    assertThat(first.getRoute().getPathId()).isNull();
    assertThat(first.getRoute().getLearnt()).isNull();
  }

  @Test
  void shouldKeepPathIdentifiersMillisecondsAndOriginsOfASet() throws IOException {
    byte[] message =
        UpdateMother.empty()
            .attributes(
                AttributesMother.none()
                    .origin(0)
                    .asPath(4, Segment.sequence(1L), Segment.set(2L, 3L)))
            .announced(UpdateMother.prefixWithId(7, "10.1.0.0/16"))
            .bytes();
    file(
        MrtMother.extended(
            TIME,
            123_456,
            MrtType.MESSAGE_AS4_ADDPATH,
            Wire.join(MrtMother.session(4, PEER, PEER_ASN), message)));

    BgpUpdate update = ((TimedBgp.Update) read().get(0)).update();

    assertThat(update.getTime().toEpochMilli()).isEqualTo(TIME * 1000 + 123);
    assertThat(update.getRoute().getPathId()).isEqualTo(7);
    assertThat(update.getRoute().getAsPath()).containsExactly(1L, 2L, 3L);
    assertThat(update.getRoute().getOrigins()).containsExactly(2L, 3L);
  }

  @Test
  void shouldNameThePeerAsOriginWhenItsPathIsEmpty() throws IOException {
    file(
        MrtMother.message(
            TIME,
            UpdateMother.empty()
                .attributes(AttributesMother.none().origin(0).asPath(4))
                .announced(UpdateMother.prefixes("10.1.0.0/16"))
                .bytes()));

    Route route = ((TimedBgp.Update) read().get(0)).update().getRoute();

    assertThat(route.getAsPath()).isEmpty();
    assertThat(route.getOrigins()).containsExactly(PEER_ASN);
  }

  @Test
  void shouldPassOverWhatHasNoPlaceInTheTopic() throws IOException {
    file(
        MrtMother.message(
            TIME,
            UpdateMother.announcing(4, "0.0.0.0/0", "10.0.0.0/7", "10.0.0.0/8")
                .attributes(
                    AttributesMother.plain(4)
                        .mpReach(1, 2, new byte[4], UpdateMother.prefixes("224.1.0.0/16")))
                .bytes()),
        MrtMother.message(
            TIME,
            MrtType.MESSAGE_AS4_LOCAL,
            PEER,
            PEER_ASN,
            UpdateMother.announcing(4, "10.1.0.0/16").bytes()));

    assertThat(read())
        .singleElement()
        .extracting(record -> text(((TimedBgp.Update) record).update()))
        .isEqualTo("announced 0a000000/8 [64500, 64501] [64501]");
    assertThat(rejections.all()).isEmpty();
  }

  @Test
  void shouldSetATableBetweenStatesOfItsPeers() throws IOException {
    AttributesMother attributes = AttributesMother.plain(4);
    file(
        INDEX,
        MrtMother.rib(TIME, "10.1.0.0/16", Entry.of(0, attributes), Entry.of(1, attributes)),
        MrtMother.rib(TIME, "10.2.0.0/16", Entry.of(0, attributes)),
        MrtMother.rib(TIME + 3, "2001:db8::/32", Entry.of(1, attributes)));

    List<TimedRecord> records = read();

    assertThat(records)
        .extracting(MrtSourceTest::text)
        .containsExactly(
            "0 192.0.2.1 TABLE_TRANSFER 0 0",
            "0 2001:db8::9 TABLE_TRANSFER 0 0",
            "0 table 0a010000/16 of 192.0.2.1 2001:db8::9",
            "0 table 0a020000/16 of 192.0.2.1",
            "3 table 20010db8000000000000000000000000/32 of 2001:db8::9",
            "3 192.0.2.1 UP 2 0 full",
            "3 2001:db8::9 UP 1 1 full");
    Route route = ((TimedBgp.Table) records.get(2)).entry().getRoutes().get(0);
    assertThat(route.getLearnt()).isEqualTo(Instant.ofEpochSecond(TIME - 100));
  }

  @Test
  void shouldCountAPrefixOnceHoweverManyPathsAPeerHas() throws IOException {
    AttributesMother attributes = AttributesMother.plain(4);
    file(
        INDEX,
        MrtMother.rib(
            TIME,
            MrtType.RIB_IPV4_UNICAST_ADDPATH,
            "10.1.0.0/16",
            new Entry(0, TIME, 1L, attributes),
            new Entry(0, TIME, 2L, attributes)));

    List<TimedRecord> records = read();

    assertThat(((TimedBgp.Table) records.get(2)).entry().getRoutes())
        .extracting(Route::getPathId)
        .containsExactly(1L, 2L);
    assertThat(text(records.get(3))).isEqualTo("0 192.0.2.1 UP 1 0");
  }

  @Test
  void shouldGroupTheRoutesOfAPrefixInATableOfOld() throws IOException {
    AttributesMother attributes = AttributesMother.plain(2);
    file(
        MrtMother.tableDump(TIME, "10.1.0.0/16", PEER, 64500, attributes),
        MrtMother.tableDump(TIME + 1, "10.1.0.0/16", "192.0.2.2", 64501, attributes),
        MrtMother.tableDump(TIME + 2, "10.2.0.0/16", PEER, 64500, attributes),
        MrtMother.tableDump(TIME + 3, "0.0.0.0/0", PEER, 64500, attributes));

    assertThat(read())
        .extracting(MrtSourceTest::text)
        .containsExactly(
            "0 192.0.2.1 TABLE_TRANSFER 0 0",
            "1 192.0.2.2 TABLE_TRANSFER 0 0",
            "0 table 0a010000/16 of 192.0.2.1 192.0.2.2",
            "2 table 0a020000/16 of 192.0.2.1",
            "3 192.0.2.1 UP 3 0 full",
            "3 192.0.2.2 UP 1 0");
  }

  @Test
  void shouldFollowASessionFromItsTableToItsEnd() throws IOException {
    file(
        MrtMother.stateChange(TIME, PEER, PEER_ASN, 4, 5),
        MrtMother.stateChange(TIME, PEER, PEER_ASN, 5, 6),
        MrtMother.message(TIME + 1, UpdateMother.announcing(4, "10.1.0.0/16").bytes()),
        MrtMother.message(TIME + 2, UpdateMother.announcing(4, "10.2.0.0/16").bytes()),
        MrtMother.message(TIME + 3, UpdateMother.empty().bytes()),
        MrtMother.message(TIME + 4, UpdateMother.announcing(4, "10.3.0.0/16").bytes()),
        MrtMother.stateChange(TIME + 5, PEER, PEER_ASN, 6, 1));

    assertThat(read().stream().filter(record -> record instanceof TimedBgp.Peer))
        .extracting(MrtSourceTest::text)
        .containsExactly(
            "0 192.0.2.1 TABLE_TRANSFER 0 0", "3 192.0.2.1 UP 2 0 full", "5 192.0.2.1 DOWN 0 0");
  }

  @Test
  void shouldMergeFilesByTimeWhateverTheirOrder() throws IOException {
    file(withdrawal(10), withdrawal(30));
    file(withdrawal(20), withdrawal(40));
    file(withdrawal(0), withdrawal(21));

    assertThat(read())
        .extracting(record -> record.time() / 1000 - TIME)
        .containsExactly(0L, 10L, 20L, 21L, 30L, 40L);
  }

  @Test
  void shouldOpenAFileOnlyWhenTheTimeReachesIt() throws IOException {
    Path first = file(withdrawal(0), withdrawal(1));
    Path second = file(withdrawal(100));
    MrtSource source = source();

    try (RecordReader reader = source.open(rejections)) {
      assertThat(reader.next()).isNotNull();
      assertThat(reader.progress()).isGreaterThan(0).isLessThan(1);
      assertThat(reader.next()).isNotNull();
      Files.delete(second);

      assertThatThrownBy(reader::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no file");
    }
    assertThat(first).exists();
  }

  @Test
  void shouldReadAFileToItsEndAndTellProgress() throws IOException {
    file(withdrawal(0), withdrawal(1));

    try (RecordReader reader = source().open(rejections)) {
      assertThat(Records.readAll(reader)).hasSize(2);
      assertThat(reader.progress()).isEqualTo(1.0);
    }
  }

  @Test
  void shouldRejectWhatIsDamagedWithItsFileAndGoOn() throws IOException {
    byte[] bad = withdrawal(1);
    bad[bad.length - 5] = 99;
    byte[] far = MrtMother.message(4_000_000_000L, UpdateMother.withdrawing("10.0.0.0/8").bytes());
    file(withdrawal(0), bad, far, withdrawal(2), Arrays.copyOf(withdrawal(3), 30));

    assertThat(read()).hasSize(2);

    assertThat(rejections.reasons())
        .containsExactly(
            "a prefix of 99 bits is longer than an IPv4 address",
            "the time 2096-10-02T07:06:40Z is more than a day ahead",
            "the file ends after 30 bytes of a record of 58 bytes");
    assertThat(rejections.places())
        .containsExactly("0.mrt, byte 58", "0.mrt, byte 116", "0.mrt, byte 231");
    assertThat(rejections.all()).allMatch(one -> one.source().equals("bgp:rrc00"));
  }

  @Test
  void shouldReadAFileOfNothingButGarbage() throws IOException {
    file(new byte[100]);
    file(withdrawal(0));

    assertThat(read()).hasSize(1);
    assertThat(rejections.reasons())
        .containsExactly("no record begins here; 100 bytes to the end of the file");
  }

  @Test
  void shouldSayThatThereIsNoSuchFile() {
    files.add(folder.resolve("missing.mrt"));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void shouldGiveTheSameRecordsAndRejectionsEachTime() throws IOException {
    file(INDEX, MrtMother.rib(TIME, "10.1.0.0/16", Entry.of(0, AttributesMother.plain(4))));
    file(withdrawal(0), new byte[5], withdrawal(0), withdrawal(1), new byte[3]);
    file(withdrawal(0), withdrawal(1));

    List<TimedRecord> first = read();
    List<String> firstReasons = rejections.reasons();
    CollectedRejections again = new CollectedRejections();

    assertThat(Records.readAll(source(), again)).isEqualTo(first);
    assertThat(again.reasons()).isEqualTo(firstReasons).hasSize(2);
    assertThat(source().identity()).isEqualTo(source().identity());
  }

  @Test
  void shouldReadFiveMinutesOfRisAsOneRecordForEachElement() throws IOException {
    files.add(SharedData.require("mrt/hdb3/ris.updates.20181218.1140.gz"));

    List<TimedRecord> records = read();

    long withdrawn = updates(records).filter(BgpUpdate::getWithdrawn).count();
    long announced = updates(records).filter(update -> !update.getWithdrawn()).count();
    assertThat(withdrawn).isEqualTo(6_368);
    // Of the 184 246 announcements some are of prefixes shorter than a covering block.
    assertThat(announced).isBetween(184_000L, 184_246L);
    assertThat(records).isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()));
    // 42 sessions left Established; the other 20 changes are of sessions that were not.
    assertThat(records.stream().filter(record -> record instanceof TimedBgp.Peer))
        .hasSize(42)
        .allMatch(record -> ((TimedBgp.Peer) record).state().getStatus() == PeerStatus.DOWN);
    assertThat(rejections.all()).isEmpty();
  }

  private static byte[] withdrawal(long seconds) {
    return MrtMother.message(TIME + seconds, UpdateMother.withdrawing("10.1.0.0/16").bytes());
  }

  private Path file(byte[]... records) throws IOException {
    Path file = folder.resolve(files.size() + ".mrt");
    Files.write(file, Wire.join(records));
    files.add(file);
    return file;
  }

  private MrtSource source() {
    return new MrtSource("rrc00", files, new FullFeedRule(2, 1), NEW_YEAR_2024);
  }

  private List<TimedRecord> read() throws IOException {
    return Records.readAll(source(), rejections);
  }

  private static Stream<BgpUpdate> updates(List<TimedRecord> records) {
    return records.stream()
        .filter(record -> record instanceof TimedBgp.Update)
        .map(record -> ((TimedBgp.Update) record).update());
  }

  private static String text(TimedRecord record) {
    long seconds = record.time() / 1000 - TIME;
    if (record instanceof TimedBgp.Peer peer) {
      PeerState state = peer.state();
      return "%d %s %s %d %d%s"
          .formatted(
              seconds,
              state.getPeer().getAddress(),
              state.getStatus(),
              state.getIpv4Prefixes(),
              state.getIpv6Prefixes(),
              state.getFullFeed() ? " full" : "");
    }
    RibEntry entry = ((TimedBgp.Table) record).entry();
    List<String> peers =
        entry.getRoutes().stream().map(route -> route.getPeer().getAddress()).toList();
    return seconds + " table " + text(entry.getPrefix()) + " of " + String.join(" ", peers);
  }

  private static String text(BgpUpdate update) {
    return (update.getWithdrawn() ? "withdrawn " : "announced ")
        + text(update.getPrefix())
        + " "
        + update.getRoute().getAsPath()
        + " "
        + update.getRoute().getOrigins();
  }

  private static String text(Prefix prefix) {
    return HexFormat.of().formatHex(prefix.getAddress().array()) + "/" + prefix.getLength();
  }
}
