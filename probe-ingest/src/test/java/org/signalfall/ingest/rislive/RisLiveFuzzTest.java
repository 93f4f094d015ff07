package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.Prefix;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.CoveringBlock;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;

/** Any bytes are a message of RIS Live, or are rejected with a reason. */
class RisLiveFuzzTest {

  static Stream<Arguments> seeds() {
    return Stream.of(
            "",
            RisMother.announcement("198.51.100.0/24", "2001:db8::/32")
                .field("path", "[64500,[64502,64503]]")
                .json(),
            RisMother.withdrawal("198.51.100.0/24", "::ffff:192.0.2.1/128").json(),
            RisMother.message("UPDATE").field("host", "\"rrc21.ripe.net\"").json(),
            RisMother.state("connected").json(),
            RisMother.state("down").field("peer_asn", "64500").json(),
            RisMother.message("KEEPALIVE").json(),
            RisMother.message("OTHER").json(),
            "{\"type\":\"ris_error\",\"data\":{\"message\":\"arbitrary\"}}",
            "{\"type\":\"pong\",\"data\":null}",
            "[".repeat(2_000))
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldReadOrRejectWhateverItIsGiven(byte[] data) {
    List<TimedBgp> records = new ArrayList<>();
    RisPeers peers = new RisPeers(RisMother.TWO_PREFIXES, new RisCounts(), records::add);
    try {
      RisFrame frame = new RisFrameParser(new Plausibility(RisMother.CLOCK)).parse(data);
      if (frame instanceof RisFrame.Heard heard) {
        peers.take(heard);
      }
    } catch (MalformedRecordException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    peers.lost(0);

    // Each prefix takes more than a byte.
    assertThat(records).hasSizeLessThanOrEqualTo(data.length);
    for (TimedBgp record : records) {
      if (record instanceof TimedBgp.Update) {
        Prefix prefix = TimedBgp.prefix(record);
        assertThat(CoveringBlock.of(prefix)).isNotEmpty();
        assertThat(prefix.getLength()).isLessThanOrEqualTo(8 * prefix.getAddress().remaining());
      }
    }
  }
}
