package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.mrt.MrtMother.PEER;
import static org.signalfall.ingest.mrt.MrtMother.PEER_ASN;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.AttributesMother.Segment;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.mrt.MrtMother.Entry;
import org.signalfall.ingest.mrt.MrtMother.IndexedPeer;

/** Any bytes are MRT of a kind: read to their end, every one of them taken or rejected. */
class MrtFuzzTest {

  static Stream<Arguments> seeds() {
    AttributesMother attributes =
        AttributesMother.plain(4)
            .med(1)
            .localPref(2)
            .atomicAggregate()
            .aggregator(4, 3, "192.0.2.3")
            .communities(4, 0xffff_ff01L)
            .largeCommunity(5, 6, 7)
            .mpReach(2, 1, new byte[16], UpdateMother.prefixes("2001:db8::/32"))
            .mpUnreach(1, 2, UpdateMother.prefixes("224.0.0.0/8"));
    AttributesMother narrow =
        AttributesMother.plain(2)
            .aggregator(2, 23456, "192.0.2.3")
            .as4Path(Segment.set(200_000L))
            .as4Aggregator(200_000, "192.0.2.4");
    byte[] index =
        MrtMother.peerIndex(
            TIME, new IndexedPeer(PEER, PEER_ASN), new IndexedPeer("2001:db8::9", 200_000));
    byte[] update = UpdateMother.announcing(4, "10.1.0.0/16").attributes(attributes).bytes();
    byte[] withId =
        UpdateMother.empty()
            .attributes(AttributesMother.plain(4))
            .announced(UpdateMother.prefixWithId(7, "10.1.0.0/16"))
            .bytes();
    return Stream.of(
            new byte[0],
            MrtMother.message(TIME, update),
            MrtMother.message(
                TIME,
                MrtType.MESSAGE,
                "2001:db8::9",
                64500,
                UpdateMother.announcing(2, "10.1.0.0/16").attributes(narrow).bytes()),
            MrtMother.message(TIME, MrtType.MESSAGE_AS4_ADDPATH, PEER, PEER_ASN, withId),
            MrtMother.stateChange(TIME, PEER, PEER_ASN, 5, 6),
            MrtMother.extended(
                TIME,
                9,
                MrtType.MESSAGE_AS4,
                Wire.join(MrtMother.session(4, PEER, PEER_ASN), update)),
            Wire.join(
                index,
                MrtMother.rib(
                    TIME,
                    "10.1.0.0/16",
                    Entry.of(0, AttributesMother.plain(4)),
                    Entry.of(1, AttributesMother.plain(4).mpReachNextHop(new byte[16]))),
                MrtMother.rib(
                    TIME,
                    MrtType.RIB_IPV6_UNICAST_ADDPATH,
                    "2001:db8::/32",
                    new Entry(1, TIME, 1L, AttributesMother.plain(4)))),
            MrtMother.tableDump(TIME, "10.1.0.0/16", PEER, 64500, AttributesMother.plain(2)),
            Wire.join(
                MrtMother.message(TIME, update), new byte[5], MrtMother.message(TIME, withId)))
        .map(Arguments::of);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldTakeOrRejectWhateverItIsGiven(byte[] data) throws IOException {
    CollectedRejections dumped = new CollectedRejections();
    MrtCounts counts = new MrtCounts();
    MrtDump dump = new MrtDump(OutputStream.nullOutputStream());
    try (MrtParser parser = parser(data, dumped, counts)) {
      while (parser.next(dump)) {
        // The dump takes it.
      }
    }
    dump.flush();

    assertThat(counts.rejected()).isEqualTo(dumped.all().size());
    assertThat(dumped.all())
        .allMatch(one -> one.originalLength() <= data.length && !one.reason().isBlank());
    readEvents(data);
  }

  private static void readEvents(byte[] data) throws IOException {
    MrtCounts counts = new MrtCounts();
    Plausibility plausibility = new Plausibility(Clock.systemUTC());
    try (MrtFileReader reader =
        new MrtFileReader(
            "test", parser(data, new CollectedRejections(), counts), plausibility, counts)) {
      long events = 0;
      while (reader.next() != null) {
        events++;
      }
      // Each event takes a byte at least, but for the begin and the end of tables.
      assertThat(events).isLessThanOrEqualTo(3L * data.length);
    }
  }

  private static MrtParser parser(byte[] data, CollectedRejections rejections, MrtCounts counts) {
    return new MrtParser(
        "bgp:test", "test.mrt", new ByteArrayInputStream(data), rejections, counts);
  }
}
