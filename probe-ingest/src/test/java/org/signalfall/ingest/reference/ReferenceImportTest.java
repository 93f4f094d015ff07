package org.signalfall.ingest.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.reference.ReferenceFiles.country;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.schema.reference.Addresses;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.schema.reference.ReferenceSource;

class ReferenceImportTest {

  private static final String VERSION = "2|ripencc|1700000000|9|19830705|20231114|+0100";

  @TempDir private Path folder;

  private ReferenceFiles files;

  @BeforeEach
  void noFiles() {
    files = new ReferenceFiles(folder);
  }

  @Test
  void shouldReadStatisticsOfARegistry() throws IOException {
    ReferenceData data =
        files
            .lines(
                "# a comment",
                VERSION,
                "ripencc|*|ipv4|*|3|summary",
                "ripencc|IR|ipv4|10.0.0.0|768|20100408|allocated|id",
                "ripencc|IR|ipv6|2001:db8::|32|20100408|allocated|id",
                "ripencc|IQ|asn|44240|3|20080101|assigned|id|e-stats",
                "ripencc||ipv4|10.1.0.0|256||available|",
                "ripencc|ZZ|ipv4|10.2.0.0|256||reserved|",
                "ripencc|EU|ipv4|10.3.0.0|256|20100408|allocated|id")
            .read();

    assertThat(files.rejections().all()).isEmpty();
    assertThat(country(data, "10.0.2.255")).contains("IR");
    assertThat(country(data, "10.0.3.0")).isEmpty();
    assertThat(country(data, "10.1.0.0")).isEmpty();
    assertThat(country(data, "10.3.0.0")).isEmpty();
    assertThat(country(data, "2001:db8:ffff::1")).contains("IR");
    assertThat(data.country(44239)).isEmpty();
    assertThat(data.country(44242)).contains("IQ");
    assertThat(data.country(44243)).isEmpty();
    assertThat(data.sources())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.kind()).isEqualTo("rir");
              assertThat(source.name()).isEqualTo("a.txt");
              assertThat(source.date()).isEqualTo("20231114");
              assertThat(source.licence()).isEqualTo("CC0-1.0");
              assertThat(source.sha256()).hasSize(64);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ripencc|IR|ipv4|10.0.0.0;the line has 4 fields, a record 7",
        "ripencc|IR|ipv4|10.0.0.0|256|20100408|sold|id;the status 'sold' is not known",
        "ripencc|Iran|ipv4|10.0.0.0|256|20100408|allocated|id;the country 'Iran' is no ISO 3166-1 code of two letters",
        "ripencc|QQ|ipv4|10.0.0.0|256|20100408|allocated|id;the country 'QQ' is no ISO 3166-1 code of two letters",
        "ripencc|IR|ipv4|10.0.0.999|256|20100408|allocated|id;'10.0.0.999' is not an IP address",
        "ripencc|IR|ipv4|2001:db8::|256|20100408|allocated|id;the address '2001:db8::' is not IPv4",
        "ripencc|IR|ipv4|255.0.0.0|99999999|20100408|allocated|id;there are no 99999999 IPv4 addresses from 255.0.0.0 on",
        "ripencc|IR|ipv4|10.0.0.0|0|20100408|allocated|id;there are no 0 IPv4 addresses from 10.0.0.0 on",
        "ripencc|IR|ipv6|2001:db8::|129|20100408|allocated|id;'129' is no number from 0 to 128",
        "ripencc|IR|asn|1|99999999|20100408|allocated|id;'99999999' is no number from 0 to 65536",
        "ripencc|IR|asn|4294967295|2|20100408|allocated|id;there are no 2 ASNs from 4294967295 on",
        "ripencc|IR|dns|x|1|20100408|allocated|id;the type 'dns' is not known"
      })
  void shouldRejectABadRecordAloneWithItsPlace(String bad, String reason) throws IOException {
    ReferenceData data =
        files.lines(VERSION, bad, "ripencc|IQ|asn|7|1|20080101|assigned|id").read();

    assertThat(data.asnCount()).isEqualTo(1);
    assertThat(files.rejections().places()).containsExactly("a.txt:2");
    assertThat(files.rejections().reasons()).containsExactly(reason);
  }

  @Test
  void shouldReadRangesAsTextAndAsNumbers() throws IOException {
    ReferenceData data =
        files
            .lines(
                "first,last,country",
                "10.0.0.0,10.0.0.255,IR",
                "\"10.0.1.0\",\"10.0.1.255\",\"IQ\",\"Iraq\"",
                "167772672,167772927,KE",
                "2001:db8::,2001:db8::ffff:ffff:ffff:ffff,GE",
                "42540766411282592856903984951653826560,42540766411282592875350729025363378175,MM",
                "2001:db8:1::5,2001:db8:1::9,VE")
            .read();

    assertThat(files.rejections().places()).containsExactly("a.txt:1");
    assertThat(country(data, "10.0.0.255")).contains("IR");
    assertThat(country(data, "10.0.1.0")).contains("IQ");
    assertThat(country(data, "10.0.2.0")).contains("KE");
    assertThat(country(data, "10.0.3.0")).isEmpty();
    // The two IPv6 ranges are one and the same /64, and the later line holds.
    assertThat(country(data, "2001:db8::1")).contains("MM");
    // Finer than a /64.
    assertThat(country(data, "2001:db8:1::7")).isEmpty();
  }

  @Test
  void shouldReadRangesWithRegions() throws IOException {
    ReferenceData data =
        files
            .lines(
                "10.0.0.0,10.0.255.255,IQ-BG,Baghdad",
                "10.1.0.0,10.1.255.255,iq",
                "10.2.0.0,10.2.255.255,QQ-BG")
            .read();

    assertThat(region(data, "10.0.0.0")).contains("IQ-BG");
    assertThat(country(data, "10.0.0.0")).contains("IQ");
    assertThat(region(data, "10.1.0.0")).isEmpty();
    assertThat(country(data, "10.1.0.0")).contains("IQ");
    assertThat(files.rejections().places()).containsExactly("a.txt:3");
    assertThat(files.rejections().reasons())
        .containsExactly("the country 'QQ' is no ISO 3166-1 code of two letters");
  }

  private static Optional<String> region(ReferenceData data, String address) {
    return data.region(ByteBuffer.wrap(Addresses.parse(address).orElseThrow()), 24);
  }

  @Test
  void shouldReadATableOfIptoasn() throws IOException {
    ReferenceData data =
        files
            .lines(
                "10.0.0.0\t10.0.0.255\t44244\tIR\tIRANCELL-AS",
                "10.0.1.0\t10.0.1.255\t0\tNone\tNot routed",
                "2001:db8::\t2001:db8:ffff:ffff:ffff:ffff:ffff:ffff\t7\tIQ\tName \u0001 with\u00e9")
            .read();

    assertThat(files.rejections().all()).isEmpty();
    assertThat(country(data, "10.0.0.7")).contains("IR");
    assertThat(country(data, "10.0.1.7")).isEmpty();
    assertThat(country(data, "2001:db8:7::")).contains("IQ");
    assertThat(data.name(44244)).contains("IRANCELL-AS");
    assertThat(data.name(7)).contains("Name   with\u00e9");
    assertThat(data.country(7)).contains("IQ");
    assertThat(data.country(0)).isEmpty();
  }

  @Test
  void shouldFillGapsFromTheOriginsOfPrefixes() throws IOException {
    ReferenceData data =
        files
            .lines(
                "10.0.0.0\t16\t1",
                "10.1.0.0\t16\t1_2",
                "10.2.0.0\t16\t{1,3}",
                "10.3.0.0\t16\t9",
                "10.4.0.0\t24\t9",
                "2001:db8::\t48\t1",
                "nonsense")
            .lines(
                VERSION,
                "ripencc|IR|asn|1|1|20080101|assigned|id",
                "ripencc|IQ|asn|2|1|20080101|assigned|id",
                "ripencc|IR|asn|3|1|20080101|assigned|id",
                "ripencc|KE|ipv4|10.0.0.0|256|20080101|assigned|id",
                "ripencc|KE|ipv4|10.3.0.0|65536|20080101|assigned|id",
                "ripencc|MM|ipv4|10.4.0.0|256|20080101|assigned|id")
            .read();

    assertThat(files.rejections().places()).containsExactly("a.txt:7");
    assertThat(country(data, "10.0.0.0")).as("as the registry says").contains("KE");
    assertThat(country(data, "10.0.1.0")).as("as its origin").contains("IR");
    assertThat(country(data, "10.1.0.0")).as("origins disagree").isEmpty();
    assertThat(country(data, "10.2.0.0")).as("origins agree").contains("IR");
    assertThat(country(data, "2001:db8::")).contains("IR");
    assertThat(data.country(9)).as("where most of its addresses are").contains("KE");
  }

  @Test
  void shouldLetTheSmallerRangeHoldWithinAFileAndTheLaterFileOverAnEarlier() throws IOException {
    String[] wide = {"10.0.0.0,10.255.255.255,IR"};
    String[] narrow = {"10.7.0.0,10.7.255.255,IQ", "10.0.0.0,10.127.255.255,KE"};

    assertThat(country(new ReferenceFiles(folder).lines(narrow).read(), "10.7.0.0")).contains("IQ");
    ReferenceData wideLast = new ReferenceFiles(folder).lines(narrow).lines(wide).read();
    ReferenceData wideFirst = new ReferenceFiles(folder).lines(wide).lines(narrow).read();

    assertThat(country(wideLast, "10.7.0.0")).contains("IR");
    assertThat(country(wideFirst, "10.7.0.0")).contains("IQ");
    assertThat(country(wideFirst, "10.8.0.0")).contains("KE");
    assertThat(country(wideFirst, "10.200.0.0")).contains("IR");
  }

  @Test
  void shouldReadFilesOfRegistriesInAnyOrderAndBeforeAllOthers() throws IOException {
    String[] ripe = {VERSION, "ripencc|IR|ipv4|10.0.0.0|512|20100408|allocated|id"};
    String[] apnic = {
      VERSION,
      "apnic|IQ|ipv4|10.0.0.0|512|20200101|allocated|id",
      "apnic|KE|asn|7|1|20200101|allocated|id"
    };
    String[] ranges = {"10.0.1.0,10.0.1.255,MM"};

    ReferenceData data = new ReferenceFiles(folder).lines(ranges).lines(ripe).lines(apnic).read();
    ReferenceData reversed =
        new ReferenceFiles(folder).lines(ranges).lines(ripe).lines(apnic).reversed().read();

    assertThat(reversed.version()).isEqualTo(data.version());
    assertThat(country(data, "10.0.0.0")).as("of the later date").contains("IQ");
    assertThat(country(data, "10.0.1.0")).contains("MM");
    assertThat(data.sources())
        .extracting(ReferenceSource::kind)
        .containsExactly("rir", "rir", "ranges");
  }

  @Test
  void shouldTellTheKindOfAPackedFile() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("10.0.0.0,10.0.0.255,IR\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(country(files.bytes(packed.toByteArray()).read(), "10.0.0.1")).contains("IR");
  }

  @Test
  void shouldSaySoWhenThereIsNothingToGain() throws IOException {
    assertThatThrownBy(new ReferenceFiles(folder).lines("to be, or not")::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.txt is no reference file");
    assertThatThrownBy(new ReferenceFiles(folder).lines("")::read)
        .hasMessageContaining("a.txt is no reference file");
    assertThatThrownBy(new ReferenceFiles(folder).lines("10.0.0.0,10.0.0.255,Iran")::read)
        .hasMessageEndingWith("a.txt holds nothing that tells a country or a name");
    assertThatThrownBy(new ReferenceFiles(folder).lines("10.0.0.0\t16\t1")::read)
        .hasMessageStartingWith("prefix2as alone places nothing");
  }
}
