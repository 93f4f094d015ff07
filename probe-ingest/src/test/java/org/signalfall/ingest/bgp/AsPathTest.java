package org.signalfall.ingest.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.sequence;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.set;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.signalfall.ingest.bgp.AttributesMother.Segment;
import org.signalfall.ingest.input.MalformedRecordException;

class AsPathTest {

  private static final long AS_TRANS = 23456;

  @Test
  void shouldReadHopsOfTwoAndOfFourBytes() throws MalformedRecordException {
    assertThat(hops(decode(2, sequence(64500L, 64501L)))).containsExactly(64500L, 64501L);
    assertThat(hops(decode(4, sequence(4_200_000_000L)))).containsExactly(4_200_000_000L);
  }

  @Test
  void shouldTakeTheLastHopAsOrigin() throws MalformedRecordException {
    assertThat(origins(decode(4, sequence(1L, 2L, 3L)))).containsExactly(3L);
  }

  @Test
  void shouldTakeTheMembersOfATrailingSetAsOrigins() throws MalformedRecordException {
    AsPath path = decode(4, sequence(1L, 2L), set(3L, 4L));

    assertThat(hops(path)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(origins(path)).containsExactly(3L, 4L);
  }

  @Test
  void shouldLookPastAnEmptySegmentForTheOrigin() throws MalformedRecordException {
    assertThat(origins(decode(4, sequence(1L, 2L), set()))).containsExactly(2L);
  }

  @Test
  void shouldHaveNoOriginWhenThereIsNoHop() throws MalformedRecordException {
    assertThat(origins(decode(4))).isEmpty();
  }

  @Test
  void shouldRefuseAnUnknownTypeOfSegment() {
    assertThatThrownBy(() -> decode(4, new Segment(5, List.of(1L))))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the AS path has a segment of unknown type 5");
  }

  @Test
  void shouldRefuseASegmentThatIsCutShort() {
    byte[] bytes = new Wire().u8(AsPath.SEQUENCE).u8(2).u32(1).u16(0).bytes();

    assertThatThrownBy(() -> new AsPath().decode(bytes, 0, bytes.length, 4))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the AS path has a segment of 2 ASNs that runs over its end");
    assertThatThrownBy(() -> new AsPath().decode(bytes, 0, 1, 4))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the AS path ends within the head of a segment");
  }

  @Test
  void shouldPutTheWidePathInPlaceOfTheTailThatItStandsFor() throws MalformedRecordException {
    AsPath merged =
        merge(
            decode(2, sequence(1L, AS_TRANS, AS_TRANS, 4L)),
            decode(4, sequence(200_000L, 300_000L, 4L)));

    assertThat(hops(merged)).containsExactly(1L, 200_000L, 300_000L, 4L);
  }

  @Test
  void shouldLeaveThePathAsItIsWhenTheWideOneIsLonger() throws MalformedRecordException {
    AsPath merged = merge(decode(2, sequence(1L, AS_TRANS)), decode(4, sequence(5L, 6L, 7L)));

    assertThat(hops(merged)).containsExactly(1L, AS_TRANS);
  }

  @Test
  void shouldCountASetAsOneHopWhenMerging() throws MalformedRecordException {
    AsPath merged = merge(decode(2, sequence(1L), set(2L, AS_TRANS)), decode(4, set(2L, 200_000L)));

    assertThat(hops(merged)).containsExactly(1L, 2L, 200_000L);
    assertThat(origins(merged)).containsExactly(2L, 200_000L);
  }

  @Test
  void shouldKeepAConfederationThatLeadsThePathAndCountItAsNothing()
      throws MalformedRecordException {
    AsPath merged =
        merge(
            decode(
                2,
                new Segment(AsPath.CONFED_SEQUENCE, List.of(65001L, 65002L)),
                sequence(1L, AS_TRANS)),
            decode(4, sequence(1L, 200_000L)));

    assertThat(hops(merged)).containsExactly(65001L, 65002L, 1L, 200_000L);
  }

  @Property
  void shouldReadBackWhatWasWritten(
      @ForAll @Size(max = 40)
          List<@Size(max = 255) List<@LongRange(max = 0xffff_ffffL) Long>> parts)
      throws MalformedRecordException {
    Segment[] segments =
        parts.stream().map(asns -> new Segment(AsPath.SEQUENCE, asns)).toArray(Segment[]::new);

    AsPath path = decode(4, segments);

    assertThat(hops(path)).isEqualTo(parts.stream().flatMap(List::stream).toList());
    assertThat(path.segments()).isEqualTo(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      assertThat(path.end(i) - path.start(i)).isEqualTo(parts.get(i).size());
    }
  }

  @Property
  void shouldMergeToTheTruePathWhereverTheNarrowSpeakerBegins(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 1, max = 0xffff_ffffL) Long> path,
      @ForAll @LongRange(max = 49) long at)
      throws MalformedRecordException {
    int head = (int) Math.min(at, path.size());
    List<Long> real = new ArrayList<>(path);
    // The head was prepended by speakers of 2-octet ASNs, so theirs are narrow.
    for (int i = 0; i < head; i++) {
      real.set(i, path.get(i) % 65_535);
    }
    Long[] narrow =
        real.stream().map(asn -> asn > 0xffff ? Long.valueOf(AS_TRANS) : asn).toArray(Long[]::new);
    Long[] wide = real.subList(head, real.size()).toArray(Long[]::new);

    AsPath merged = merge(decode(2, sequence(narrow)), decode(4, sequence(wide)));

    assertThat(hops(merged)).isEqualTo(real);
  }

  private static AsPath decode(int asnBytes, Segment... segments) throws MalformedRecordException {
    byte[] attribute = AttributesMother.none().asPath(asnBytes, segments).bytes();
    int head = (attribute[0] & 0x10) != 0 ? 4 : 3;
    AsPath path = new AsPath();
    path.decode(attribute, head, attribute.length, asnBytes);
    return path;
  }

  private static AsPath merge(AsPath narrow, AsPath wide) {
    AsPath merged = new AsPath();
    merged.merge(narrow, wide);
    return merged;
  }

  private static List<Long> hops(AsPath path) {
    return LongStream.range(0, path.hops()).mapToObj(i -> path.hop((int) i)).toList();
  }

  private static List<Long> origins(AsPath path) {
    return hops(path).subList(path.originStart(), path.hops());
  }
}
