package org.signalfall.schema.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFileTest {

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("reference.tsv.gz");
  }

  @Test
  void shouldReadBackWhatItWrote() throws IOException {
    ReferenceData written = References.small();

    written.write(file);
    ReferenceData read = ReferenceData.read(file);

    assertThat(read.version()).isEqualTo(written.version());
    assertThat(read.sources()).isEqualTo(written.sources());
    assertThat(read.asnCount()).isEqualTo(2);
    assertThat(read.name(4_200_000_000L)).isEqualTo(written.name(4_200_000_000L));
    assertThat(read.country(References.bytes("10.2.128.0"))).contains("KE");
    assertThat(read.country(References.bytes("2001:db8::"))).contains("GE");
  }

  @Test
  void shouldWriteLinesThatAPersonCanRead() throws IOException {
    References.small().write(file);

    assertThat(text().lines().skip(1))
        .containsExactly(
            "source\trir\tdelegated-test\t20240101\tCC0-1.0\t00",
            "asn\t44244\tIR\tIrancell",
            "asn\t4200000000\t-\tNo one\u2019s",
            "ipv4\t10.0.0.0\tIR",
            "ipv4\t10.1.0.0\t-",
            "ipv4\t10.2.0.0\tIQ",
            "ipv4\t10.2.128.0\tKE",
            "ipv4\t10.3.0.0\t-",
            "ipv6\t2001:db8::\tGE",
            "ipv6\t2001:db9::\t-");
  }

  @Test
  void shouldReadBackRegionsFromAFileOfFormatTwo() throws IOException {
    ReferenceData written = References.ofRegions();

    written.write(file);
    ReferenceData read = ReferenceData.read(file);

    assertThat(text().lines())
        .containsExactly(
            "signalfall-reference\t2\t" + written.version(),
            "ipv4\t10.0.0.0\tIQ-BG",
            "ipv4\t10.0.128.0\tIQ",
            "ipv4\t10.1.0.0\tIQ-NI",
            "ipv4\t10.2.0.0\t-",
            "ipv6\t2001:db8::\tIQ-NI",
            "ipv6\t2001:db9::\t-");
    assertThat(read.version()).isEqualTo(written.version());
    assertThat(read.region(ByteBuffer.wrap(References.bytes("10.1.7.0")), 24)).contains("IQ-NI");
    assertThat(read.country(References.bytes("10.1.7.0"))).contains("IQ");
  }

  @Test
  void shouldWriteFormatOneWhereNoRegionIsKnown() throws IOException {
    References.small().write(file);

    assertThat(text()).startsWith("signalfall-reference\t1\t");
  }

  @Test
  void shouldWriteTheSameBytesForTheSameData() throws IOException {
    Path other = folder.resolve("other.tsv.gz");

    References.small().write(file);
    References.small().write(other);

    assertThat(other).hasSameBinaryContentAs(file);
  }

  @Test
  void shouldReplaceAFileAndLeaveNothingBeside() throws IOException {
    Files.writeString(file, "what was there before");

    References.small().write(file);

    assertThat(ReferenceData.read(file).asnCount()).isEqualTo(2);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldRefuseContentThatIsNotWhatTheVersionSays() throws IOException {
    References.small().write(file);

    write(text().replace("ipv4\t10.0.0.0\tIR", "ipv4\t10.0.0.0\tIQ"));

    assertThatThrownBy(() -> ReferenceData.read(file))
        .isInstanceOf(MalformedReferenceException.class)
        .hasMessageEndingWith(
            "the content does not have the version that it claims: it was changed or cut short");
  }

  @Test
  void shouldRefuseAFileThatEndsEarly() throws IOException {
    References.small().write(file);
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(whole, whole.length - 12));

    assertThatThrownBy(() -> ReferenceData.read(file))
        .isInstanceOf(MalformedReferenceException.class)
        .hasMessageEndingWith("the compressed data is damaged or ends early");
  }

  @Test
  void shouldRefuseWhatIsNoReferenceData() {
    for (String content : new String[] {"", "time,country", "{}"}) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> ReferenceFile.read("it", new ByteArrayInputStream(bytes)))
          .isInstanceOf(MalformedReferenceException.class)
          .hasMessage("it: this is no reference data of Signalfall's");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|the line is of no kind that the format has",
        "asn;1;IR|the line is of no kind that the format has",
        "asn;one;IR;|the ASN is not a number",
        "asn;99999999999;IR;|the ASN is not a number",
        "asn;4294967296;IR;|AS4294967296 is beyond 32 bits",
        "asn;1;ir;|no country of two capital letters: ir",
        "ipv4;2001:db8::;IR|the address is not one",
        "ipv4;1.2.3.400;IR|the address is not one",
        "ipv6;1.2.3.4;IR|the address is not one"
      })
  void shouldNameTheLineThatIsWrong(String line, String reason) throws IOException {
    write("signalfall-reference\t1\tx\n" + line.replace(';', '\t') + "\n");

    assertThatThrownBy(() -> ReferenceData.read(file))
        .isInstanceOf(MalformedReferenceException.class)
        .hasMessage(file + ":2: " + reason);
  }

  @Test
  void shouldRefuseLinesOutOfOrderAndLinesWithoutEnd() throws IOException {
    write("signalfall-reference\t1\tx\nipv4\t1.0.0.0\tIR\nasn\t1\tIR\t\n");
    assertThatThrownBy(() -> ReferenceData.read(file))
        .hasMessage(file + ":3: asn comes after ipv4");

    write("signalfall-reference\t1\tx\nasn\t1\tIR\t" + "x".repeat(5000));
    assertThatThrownBy(() -> ReferenceData.read(file))
        .hasMessage(file + ":2: the line is longer than 4096 bytes");

    write("signalfall-reference\t3\tx\n");
    assertThatThrownBy(() -> ReferenceData.read(file))
        .hasMessageContaining("of another format than 1 or 2");
  }

  private String text() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
