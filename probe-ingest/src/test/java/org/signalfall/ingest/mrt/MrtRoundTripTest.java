package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.AttributesMother.Segment;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.mrt.MrtMother.Entry;
import org.signalfall.ingest.mrt.MrtMother.IndexedPeer;

/** What was written is what is read, in every kind of record that carries routes. */
class MrtRoundTripTest {

  /** A route in the words of the dump. */
  record Heard(String peer, long asn, String prefix, List<Long> path, long med, long pathId) {

    AttributesMother attributes(int asnBytes) {
      return AttributesMother.none()
          .origin(0)
          .asPath(asnBytes, Segment.sequence(path.toArray(new Long[0])))
          .nextHop("192.0.2.7")
          .med(med);
    }

    String line(String kind, boolean withPathId) {
      return kind
          + "|"
          + peer
          + "|"
          + asn
          + "|"
          + prefix
          + "|"
          + (withPathId ? pathId + "|" : "")
          + String.join(" ", path.stream().map(String::valueOf).toList())
          + "|IGP|192.0.2.7|0|"
          + med
          + "||NAG||";
    }
  }

  @Property(tries = 300)
  void shouldReadBackAnnouncements(@ForAll("heard") List<Heard> routes) throws IOException {
    List<byte[]> records = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Heard route : routes) {
      byte[] message =
          UpdateMother.empty()
              .attributes(route.attributes(4))
              .announced(UpdateMother.prefixWithId(route.pathId(), route.prefix()))
              .bytes();
      records.add(
          MrtMother.message(TIME, MrtType.MESSAGE_AS4_ADDPATH, route.peer(), route.asn(), message));
      expected.add(route.line("BGP4MP_AP|" + TIME + "|A", true));
    }

    assertReadBack(records, expected);
  }

  @Property(tries = 300)
  void shouldReadBackTables(@ForAll("heard") List<Heard> routes) throws IOException {
    List<byte[]> records = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    records.add(
        MrtMother.peerIndex(
            TIME,
            routes.stream()
                .map(route -> new IndexedPeer(route.peer(), route.asn()))
                .toArray(IndexedPeer[]::new)));
    for (int i = 0; i < routes.size(); i++) {
      Heard route = routes.get(i);
      records.add(MrtMother.rib(TIME, route.prefix(), Entry.of(i, route.attributes(4))));
      expected.add(route.line("TABLE_DUMP2|" + TIME + "|B", false));
    }

    assertReadBack(records, expected);
  }

  @Property(tries = 300)
  void shouldReadBackTablesOfOld(@ForAll("narrow") List<Heard> routes) throws IOException {
    List<byte[]> records = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Heard route : routes) {
      records.add(
          MrtMother.tableDump(
              TIME, route.prefix(), route.peer(), (int) route.asn(), route.attributes(2)));
      expected.add(route.line("TABLE_DUMP|" + TIME + "|B", false));
    }

    assertReadBack(records, expected);
  }

  @Provide
  Arbitrary<List<Heard>> heard() {
    Arbitrary<String> peers = Arbitraries.of("192.0.2.1", "2001:db8::9", "::ffff:192.0.2.3");
    return heard(peers, 0xffff_ffffL).list().ofMinSize(1).ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Heard>> narrow() {
    return heard(Arbitraries.of("192.0.2.1", "192.0.2.2"), 0xffff).list().ofMaxSize(20);
  }

  private static Arbitrary<Heard> heard(Arbitrary<String> peers, long maxAsn) {
    Arbitrary<Long> asns = Arbitraries.longs().between(0, maxAsn);
    Arbitrary<Long> numbers = Arbitraries.longs().between(0, 0xffff_ffffL);
    Arbitrary<String> prefixes =
        Arbitraries.of("0.0.0.0/0", "10.0.0.0/8", "10.128.0.0/9", "192.0.2.128/25", "1.2.3.4/32");
    return Combinators.combine(peers, asns, prefixes, asns.list().ofMaxSize(30), numbers, numbers)
        .as(Heard::new);
  }

  private static void assertReadBack(List<byte[]> records, List<String> expected)
      throws IOException {
    MrtRun run = MrtRun.of(Wire.join(records.toArray(new byte[0][])));

    assertThat(run.lines()).isEqualTo(expected);
    assertThat(run.rejections()).isEmpty();
  }
}
