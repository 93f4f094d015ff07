package org.signalfall.ingest.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.input.MalformedRecordException;

/** Any bytes are a router's stream of a kind: read to their end, each message taken or rejected. */
class BmpFuzzTest {

  static Stream<Arguments> seeds() {
    byte[] in = BmpMother.peer(0);
    byte[] rich =
        BmpMother.open(
            BmpMother.multiprotocol(1, 1),
            BmpMother.multiprotocol(2, 1),
            BmpMother.wideAsn(64496),
            BmpMother.addPath(3));
    byte[] withId =
        UpdateMother.empty()
            .attributes(AttributesMother.plain(4))
            .announced(UpdateMother.prefixWithId(7, "10.1.0.0/16"))
            .bytes();
    return Stream.of(
            new byte[0],
            Wire.join(
                BmpMother.initiation("r1"),
                BmpMother.peerUp(in, rich, rich),
                BmpMother.message(3, 0, Wire.join(in, withId)),
                BmpMother.endOfIpv6(in),
                BmpMother.peerDown(in),
                BmpMother.termination()),
            Wire.join(
                BmpMother.peerUp(),
                BmpMother.announcement("10.1.0.0/16"),
                BmpMother.withdrawal("10.1.0.0/16"),
                BmpMother.endOfIpv4(in)),
            Wire.join(
                BmpMother.peerUp(), BmpMother.routesWithTlvs(in, BmpMother.addPath(1), withId)),
            Wire.join(
                BmpMother.peerUp(BmpMother.locRib(), BmpMother.open(), BmpMother.open()),
                BmpMother.routes(BmpMother.locRib(), UpdateMother.announcing(4, "10.1.0.0/16"))),
            BmpMother.statistics(0, 7, 9, 500),
            BmpMother.message(3, 6, in),
            BmpMother.message(3, 99, new byte[3]))
        .map(Arguments::of);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldTakeOrRejectWhateverItIsGiven(byte[] data) throws IOException {
    List<TimedBgp> records = new ArrayList<>();
    RouterSession session =
        new RouterSession(
            "test", new BmpViews(false, true), FullFeedRule.DEFAULT, new BmpCounts(), records::add);
    BmpFrames frames = new BmpFrames(new ByteArrayInputStream(data));
    try {
      while (frames.next()) {
        try {
          session.take(BmpDecoder.decode(frames), 0);
        } catch (MalformedRecordException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
        assertThat(frames.offset()).isLessThan(data.length);
      }
    } catch (BrokenStreamException e) {
      assertThat(frames.toByteArray()).hasSizeLessThanOrEqualTo(data.length);
    }
    session.ended(0);

    // Each takes a byte at least, but for what a change of copies tells twice.
    assertThat(records).hasSizeLessThanOrEqualTo(2 * data.length);
  }
}
