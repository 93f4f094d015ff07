package org.signalfall.ingest.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.reference.ReferenceFiles.bytes;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.ingest.Rejection;
import org.signalfall.schema.reference.ReferenceData;

/**
 * Whatever the bytes: reference data that comes back as it was written, or one sentence that says
 * why there is none. The bytes are tried as a file to import, and packed as our own file.
 */
class ReferenceFuzzTest {

  private final Path file;
  private final Path written;

  ReferenceFuzzTest() throws IOException {
    file = Files.createTempFile("reference-fuzz", ".in");
    written = Files.createTempFile("reference-fuzz", ".out");
  }

  @AfterEach
  void forgetFiles() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(written);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldReadOrRejectAnyBytes(byte[] content) throws IOException {
    Files.write(file, content);
    ReferenceData data;
    try {
      data = new ReferenceImport(Map.of(), ReferenceFuzzTest::requireReason).read(List.of(file));
    } catch (IOException e) {
      requireSentence(e);
      requireOwnFormat(content);
      return;
    }
    data.write(written);
    assertThat(ReferenceData.read(written).version()).isEqualTo(data.version());
  }

  private void requireOwnFormat(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    Files.write(file, packed.toByteArray());
    try {
      ReferenceData.read(file);
    } catch (IOException e) {
      requireSentence(e);
    }
  }

  private static void requireReason(Rejection rejection) {
    assertThat(rejection.reason()).isNotBlank();
  }

  private static void requireSentence(IOException e) {
    assertThat(e.getMessage()).isNotBlank();
  }

  static Stream<byte[]> seeds() throws IOException {
    String registry =
        """
        2|ripencc|1700000000|9|19830705|20231114|+0100
        ripencc|*|ipv4|*|3|summary
        ripencc|IR|ipv4|10.0.0.0|768|20100408|allocated|id
        ripencc|IR|ipv6|2001:db8::|32|20100408|allocated|id
        ripencc|IQ|asn|44240|3|20080101|assigned|id
        """;
    String own =
        """
        signalfall-reference\t1\tx
        source\trir\ta\t\t\t
        asn\t1\tIR\tn
        ipv4\t10.0.0.0\tIR
        ipv6\t2001:db8::\t-
        """;
    byte[] database =
        new MaxMindWriter()
            .add(bytes("10.0.0.0"), 8, Map.of("country", Map.of("iso_code", "IR")))
            .add(bytes("2001::"), 16, Map.of("asn", "AS7", "as_name", "n", "country_code", "IQ"))
            .bytes();
    return Stream.concat(
        Stream.of(database),
        Stream.of(
                registry,
                own,
                "10.0.0.0\t10.0.0.255\t7\tIR\tname\n",
                "10.0.0.0\t16\t1_2\n2001:db8::\t32\t{1,2}\n",
                "10.0.0.0,10.0.0.255,IR\n2001:db8::,2001:db9::,IQ\n167772160,167772415,KE\n")
            .map(text -> text.getBytes(StandardCharsets.UTF_8)));
  }
}
