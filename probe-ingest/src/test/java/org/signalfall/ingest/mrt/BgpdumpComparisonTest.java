package org.signalfall.ingest.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.sequence;
import static org.signalfall.ingest.bgp.AttributesMother.Segment.set;
import static org.signalfall.ingest.mrt.MrtMother.PEER;
import static org.signalfall.ingest.mrt.MrtMother.PEER_ASN;
import static org.signalfall.ingest.mrt.MrtMother.TIME;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.ingest.SharedData;
import org.signalfall.ingest.bgp.AsPath;
import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.AttributesMother.Segment;
import org.signalfall.ingest.bgp.UpdateMother;
import org.signalfall.ingest.bgp.Wire;
import org.signalfall.ingest.mrt.MrtMother.Entry;
import org.signalfall.ingest.mrt.MrtMother.IndexedPeer;

/** Holds the dump against text that bgpdump has printed, and against the one that is installed. */
class BgpdumpComparisonTest {

  private static final byte[] IPV6_NEXT_HOP = Wire.addressBytes("2001:db8::1");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bview.20020722.2337.gz",
        "bview.64k_stream_overflow.gz",
        "bview.ipv4_unicast_add_path.gz",
        "bview.ipv6_unicast_add_path.gz",
        "updates.20020722.2238.gz",
        "updates.20070211.0141.gz",
        "updates.20071015.1505.gz",
        "updates.20100722.2015.gz",
        "updates.20160811.1600.gz",
        "updates.et-header.2015.gz",
        "updates.long_withdrawal.gz",
        "updates.nlri_mask_trailing_bits.gz"
      })
  void shouldPrintTheVeryBytesThatBgpdumpPrinted(String name) throws IOException {
    Path input = SharedData.require("mrt/ripencc-bgpdump/test_data/" + name);
    Path expected = SharedData.require("mrt/ripencc-bgpdump/test_expect/" + name + ".bgp.gz");

    byte[] printed = MrtRun.of(input).bytes();

    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(expected))) {
      assertThat(printed).isEqualTo(in.readAllBytes());
    }
  }

  @Test
  void shouldFindWhatBgpdumpFindsInFiveMinutesOfRis() throws IOException, InterruptedException {
    Path input = SharedData.require("mrt/hdb3/ris.updates.20181218.1140.gz");

    MrtRun run = MrtRun.of(input);

    assertThat(run.lines()).hasSize(190_676);
    assertThat(countBy(run.lines(), line -> field(line, 2)))
        .isEqualTo(Map.of("A", 184_246L, "W", 6_368L, "STATE", 62L));
    assertThat(countBy(run.lines(), line -> field(line, 3) + " " + field(line, 4))).hasSize(76);
    assertThat(run.rejections()).isEmpty();
    Bgpdump.require();
    assertThat(run.bytes()).isEqualTo(Bgpdump.print(input, folder));
  }

  @Test
  void shouldPrintWhatTheInstalledBgpdumpPrintsOfEveryKindOfRecord()
      throws IOException, InterruptedException {
    Bgpdump.require();
    Path plain = folder.resolve("all.mrt");
    Files.write(plain, everything());
    Path packed = folder.resolve("all.mrt.bz2");
    try (OutputStream out = new BZip2CompressorOutputStream(Files.newOutputStream(packed))) {
      out.write(everything());
    }

    String expected = new String(Bgpdump.print(plain, folder), StandardCharsets.US_ASCII);

    assertThat(new String(MrtRun.of(plain).bytes(), StandardCharsets.US_ASCII)).isEqualTo(expected);
    assertThat(new String(MrtRun.of(packed).bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(expected);
    assertThat(expected.lines()).hasSizeGreaterThan(60);
  }

  @Test
  void shouldPrintWhatTheInstalledBgpdumpPrintsOfManyRandomUpdates()
      throws IOException, InterruptedException {
    Bgpdump.require();
    Random random = new Random(4271);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      records.add(randomUpdate(random, TIME + i));
    }
    Path file = folder.resolve("random.mrt");
    Files.write(file, Wire.join(records.toArray(new byte[0][])));

    MrtRun run = MrtRun.of(file);

    assertThat(new String(run.bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(new String(Bgpdump.print(file, folder), StandardCharsets.US_ASCII));
    assertThat(run.rejections()).isEmpty();
    assertThat(run.lines()).hasSizeGreaterThan(10_000);
  }

  private static byte[] everything() {
    List<byte[]> records = new ArrayList<>();
    byte[] withId =
        Wire.join(
            UpdateMother.prefixWithId(7, "10.1.0.0/16"),
            UpdateMother.prefixWithId(0xffff_ffffL, "10.2.0.0/16"));
    byte[] idsOnly =
        UpdateMother.empty()
            .withdrawn(withId)
            .attributes(
                AttributesMother.none()
                    .origin(0)
                    .nextHop("192.0.2.7")
                    .mpReach(2, 1, IPV6_NEXT_HOP, UpdateMother.prefixWithId(9, "2001:db8::/32"))
                    .mpUnreach(2, 1, UpdateMother.prefixWithId(9, "2001:db8:1::/48")))
            .announced(withId)
            .bytes();
    byte[] ordinary = UpdateMother.announcing(2, "10.1.0.0/16").bytes();
    for (int subtype : new int[] {MrtType.MESSAGE, MrtType.MESSAGE_LOCAL}) {
      records.add(MrtMother.message(TIME, subtype, PEER, PEER_ASN, ordinary));
      records.add(MrtMother.message(TIME, subtype, "2001:db8::9", PEER_ASN, ordinary));
    }
    for (int subtype = MrtType.MESSAGE_ADDPATH;
        subtype <= MrtType.MESSAGE_AS4_LOCAL_ADDPATH;
        subtype++) {
      records.add(MrtMother.message(TIME, subtype, PEER, PEER_ASN, idsOnly));
      records.add(MrtMother.message(TIME, subtype, "2001:db8::9", PEER_ASN, idsOnly));
    }
    for (AttributesMother attributes : oddAttributes()) {
      records.add(
          MrtMother.message(
              TIME,
              UpdateMother.empty()
                  .attributes(attributes)
                  .announced(UpdateMother.prefixes("10.1.0.0/16", "0.0.0.0/0"))
                  .bytes()));
    }
    records.add(
        MrtMother.extended(
            TIME, 7, MrtType.MESSAGE, Wire.join(MrtMother.session(2, PEER, PEER_ASN), ordinary)));
    records.add(MrtMother.stateChange(TIME, "2001:db8::9", 200_000, 6, 1));
    records.add(MrtMother.stateChange(TIME, PEER, 200_000, 3, 2));
    records.add(
        MrtMother.peerIndex(
            TIME, new IndexedPeer(PEER, PEER_ASN), new IndexedPeer("::ffff:192.0.2.9", 200_000)));
    AttributesMother table = AttributesMother.plain(4).med(5).communities(0x0001_0002L);
    records.add(MrtMother.rib(TIME, "10.1.0.0/16", Entry.of(0, table), Entry.of(1, table)));
    records.add(
        MrtMother.rib(
            TIME,
            "2001:db8::/32",
            Entry.of(1, AttributesMother.plain(4).mpReachNextHop(IPV6_NEXT_HOP)),
            Entry.of(
                0,
                AttributesMother.plain(4).mpReachNextHop(Wire.join(IPV6_NEXT_HOP, IPV6_NEXT_HOP))),
            Entry.of(
                0,
                AttributesMother.plain(4)
                    .mpReach(2, 1, IPV6_NEXT_HOP, UpdateMother.prefixes("2001:db8::/32")))));
    records.add(
        MrtMother.rib(
            TIME,
            MrtType.RIB_IPV4_UNICAST_ADDPATH,
            "10.1.0.0/16",
            new Entry(0, TIME, 1L, table),
            new Entry(1, TIME, 2L, table)));
    records.add(MrtMother.rib(TIME, MrtType.RIB_IPV4_MULTICAST, "10.1.0.0/16", Entry.of(0, table)));
    records.add(MrtMother.tableDump(TIME, "10.1.0.0/16", PEER, 64500, AttributesMother.plain(2)));
    records.add(
        MrtMother.tableDump(
            TIME,
            "2001:db8::/32",
            "2001:db8::9",
            64500,
            AttributesMother.plain(2).mpReachNextHop(IPV6_NEXT_HOP)));
    return Wire.join(records.toArray(new byte[0][]));
  }

  private static List<AttributesMother> oddAttributes() {
    byte[] ipv4 = UpdateMother.prefixes("10.3.0.0/16");
    byte[] ipv6 = UpdateMother.prefixes("2001:db8:1::/48", "::/0");
    return List.of(
        AttributesMother.none(),
        AttributesMother.plain(4).atomicAggregate().aggregator(4, 0xffff_fffeL, "198.51.100.1"),
        AttributesMother.plain(4)
            .communities(0xffff_ff01L, 0xffff_ff02L, 0xffff_ff03L, 0xffff_0000L),
        AttributesMother.plain(4).med(0xffff_ffffL).localPref(0x8000_0000L),
        AttributesMother.plain(4).largeCommunity(1, 2, 3),
        AttributesMother.plain(4).raw(0xc0, 200, new byte[3]),
        AttributesMother.none()
            .origin(2)
            .asPath(
                4,
                new Segment(AsPath.CONFED_SEQUENCE, List.of(65001L, 65002L)),
                new Segment(AsPath.CONFED_SET, List.of(65003L, 65004L)),
                sequence(1L),
                set(2L, 3L),
                sequence(4L))
            .nextHop("192.0.2.7"),
        AttributesMother.none().origin(1).asPath(4, sequence(), sequence(1L), set(), sequence(2L)),
        AttributesMother.plain(4)
            .med(0xffff_ffffL)
            .localPref(0x8000_0000L)
            .mpReach(1, 1, Wire.addressBytes("192.0.2.9"), ipv4),
        AttributesMother.plain(4).mpReach(1, 2, IPV6_NEXT_HOP, ipv4).mpUnreach(1, 1, ipv4),
        AttributesMother.plain(4).mpReach(2, 1, IPV6_NEXT_HOP, ipv6).mpUnreach(2, 2, ipv6),
        AttributesMother.plain(4)
            .mpReach(2, 1, Wire.join(IPV6_NEXT_HOP, Wire.addressBytes("fe80::1")), ipv6),
        AttributesMother.plain(4).mpReach(2, 1, Wire.addressBytes("192.0.2.9"), ipv6),
        AttributesMother.plain(4).mpReach(2, 1, new byte[0], ipv6),
        AttributesMother.plain(4).mpReach(1, 1, new byte[0], ipv4),
        AttributesMother.plain(4).mpReach(2, 3, Wire.addressBytes("::192.0.2.1"), ipv6),
        AttributesMother.plain(4).mpReach(25, 65, new byte[4], ipv4));
  }

  private static byte[] randomUpdate(Random random, long time) {
    boolean wide = random.nextBoolean();
    int asnBytes = wide ? 4 : 2;
    long bound = wide ? 0x1_0000_0000L : 0x1_0000L;
    AttributesMother attributes = AttributesMother.none().origin(random.nextInt(3));
    boolean merged = !wide && random.nextBoolean();
    // Of a path of several segments bgpdump repeats the first when it merges.
    Segment[] path = new Segment[merged ? 1 : 1 + random.nextInt(3)];
    for (int i = 0; i < path.length; i++) {
      path[i] = randomSegment(random, bound);
    }
    attributes.asPath(asnBytes, path).nextHop("192.0.2." + random.nextInt(256));
    if (random.nextBoolean()) {
      attributes.med(random.nextLong(0x1_0000_0000L));
    }
    if (merged) {
      attributes.aggregator(2, random.nextBoolean() ? 23456 : 5, "198.51.100.1");
      attributes.as4Aggregator(200_000, "198.51.100.2");
      attributes.as4Path(randomSegment(random, 0x1_0000_0000L));
    }
    if (random.nextBoolean()) {
      attributes.communities(random.nextLong(0x1_0000_0000L), random.nextLong(0x1_0000_0000L));
    }
    if (random.nextBoolean()) {
      byte[] prefixes = Wire.join(randomPrefix(random, 128), randomPrefix(random, 128));
      attributes.mpReach(2, 1, randomAddress(random), prefixes);
    }
    byte[] message =
        UpdateMother.empty()
            .withdrawn(random.nextBoolean() ? randomPrefix(random, 32) : new byte[0])
            .attributes(attributes)
            .announced(Wire.join(randomPrefix(random, 32), randomPrefix(random, 32)))
            .bytes();
    int subtype = wide ? MrtType.MESSAGE_AS4 : MrtType.MESSAGE;
    return MrtMother.message(
        time, subtype, random.nextBoolean() ? PEER : "2001:db8:0:1::9", PEER_ASN, message);
  }

  private static Segment randomSegment(Random random, long bound) {
    List<Long> asns = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      asns.add(random.nextLong(bound));
    }
    return new Segment(random.nextInt(4) == 0 ? AsPath.SET : AsPath.SEQUENCE, asns);
  }

  /** Whole bytes only: the installed version leaves bits beyond the length as they are. */
  private static byte[] randomPrefix(Random random, int maxBits) {
    int bytes = random.nextInt(maxBits / 8 + 1);
    Wire wire = new Wire().u8(8 * bytes);
    for (int i = 0; i < bytes; i++) {
      wire.u8(random.nextInt(3) == 0 ? random.nextInt(256) : 0);
    }
    return wire.bytes();
  }

  private static byte[] randomAddress(Random random) {
    Wire wire = new Wire();
    for (int i = 0; i < 16; i++) {
      wire.u8(random.nextInt(3) == 0 ? random.nextInt(256) : 0);
    }
    return wire.bytes();
  }

  private static String field(String line, int index) {
    return line.split("\\|", -1)[index];
  }

  private static Map<String, Long> countBy(List<String> lines, Function<String, String> key) {
    return lines.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }
}
