package org.signalfall.ingest.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.reference.ReferenceFiles.bytes;
import static org.signalfall.ingest.reference.ReferenceFiles.country;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.Rejection;
import org.signalfall.schema.reference.ReferenceData;

class MaxMindFileTest {

  @TempDir private Path folder;

  private ReferenceFiles files;

  @BeforeEach
  void noFiles() {
    files = new ReferenceFiles(folder);
  }

  @Test
  void shouldReadCountriesHoweverTheirKeysAreCalled() throws IOException {
    ReferenceData data =
        files
            .bytes(
                new MaxMindWriter()
                    .add(bytes("10.0.0.0"), 16, Map.of("country", Map.of("iso_code", "IR")))
                    .add(
                        bytes("10.1.0.0"),
                        16,
                        Map.of("registered_country", Map.of("iso_code", "IQ")))
                    .add(bytes("10.2.0.0"), 16, Map.of("country_code", "KE"))
                    .add(bytes("10.3.0.0"), 16, Map.of("country", "MM", "country_name", "Myanmar"))
                    .add(bytes("10.4.0.0"), 16, Map.of("country", "Kenya", "country_code", "KE"))
                    .add(bytes("10.5.0.0"), 16, Map.of("continent_code", "AS"))
                    .add(bytes("2001:db8::"), 32, Map.of("country_code", "GE"))
                    .add(bytes("2001:db9::"), 80, Map.of("country_code", "GE"))
                    .bytes())
            .read();

    assertThat(files.rejections().all()).isEmpty();
    assertThat(country(data, "10.0.255.255")).contains("IR");
    assertThat(country(data, "10.1.0.0")).contains("IQ");
    assertThat(country(data, "10.2.0.0")).contains("KE");
    assertThat(country(data, "10.3.0.0")).contains("MM");
    assertThat(country(data, "10.4.0.0")).contains("KE");
    assertThat(country(data, "10.5.0.0")).isEmpty();
    assertThat(country(data, "2001:db8:7::")).contains("GE");
    assertThat(country(data, "2001:db9::")).isEmpty();
    assertThat(data.sources().get(0).kind()).isEqualTo("mmdb");
    assertThat(data.sources().get(0).date()).isEqualTo("2023-11-14T22:13:20Z");
  }

  @Test
  void shouldReadTheLargestSubdivisionAsARegion() throws IOException {
    ReferenceData data =
        files
            .bytes(
                new MaxMindWriter()
                    .add(bytes("10.0.0.0"), 16, city("IR", List.of(Map.of("iso_code", "07"))))
                    .add(
                        bytes("10.1.0.0"),
                        16,
                        city("GB", List.of(Map.of("iso_code", "ENG"), Map.of("iso_code", "LND"))))
                    .add(bytes("10.2.0.0"), 16, city("KE", List.of(Map.of("iso_code", "Nairobi"))))
                    .add(bytes("10.3.0.0"), 16, city("KE", List.of()))
                    .bytes())
            .read();

    assertThat(files.rejections().all()).isEmpty();
    assertThat(data.region(ByteBuffer.wrap(bytes("10.0.0.0")), 16)).contains("IR-07");
    assertThat(data.region(ByteBuffer.wrap(bytes("10.1.0.0")), 16)).contains("GB-ENG");
    assertThat(data.region(ByteBuffer.wrap(bytes("10.2.0.0")), 16)).isEmpty();
    assertThat(country(data, "10.2.0.0")).contains("KE");
    assertThat(country(data, "10.3.0.0")).contains("KE");
  }

  private static Map<String, ?> city(String country, List<Map<String, String>> subdivisions) {
    return Map.of("country", Map.of("iso_code", country), "subdivisions", subdivisions);
  }

  @Test
  void shouldReadNetworksHoweverTheirKeysAreCalled() throws IOException {
    ReferenceData data =
        files
            .bytes(
                new MaxMindWriter()
                    .add(
                        bytes("10.0.0.0"),
                        16,
                        Map.of(
                            "autonomous_system_number",
                            44244,
                            "autonomous_system_organization",
                            "Iran Cell Service and Communication Company"))
                    .add(
                        bytes("10.1.0.0"),
                        16,
                        Map.of("asn", "AS7", "as_name", "Seven", "country_code", "IQ"))
                    .bytes())
            .read();

    assertThat(data.name(44244)).contains("Iran Cell Service and Communication Company");
    assertThat(data.name(7)).contains("Seven");
    assertThat(data.country(7)).as("the network's place is not the registry's word").isEmpty();
    assertThat(country(data, "10.1.0.0")).contains("IQ");
  }

  @Test
  void shouldRejectAnEntryAloneWithItsNetwork() throws IOException {
    ReferenceData data =
        files
            .bytes(
                new MaxMindWriter()
                    .add(bytes("10.0.0.0"), 16, Map.of("country_code", "Iran"))
                    .add(bytes("10.1.0.0"), 16, Map.of("asn", "many"))
                    .add(bytes("10.2.0.0"), 16, Map.of("country_code", "KE"))
                    .bytes())
            .read();

    assertThat(country(data, "10.2.0.0")).contains("KE");
    assertThat(files.rejections().all())
        .extracting(Rejection::place)
        .satisfiesExactly(
            place -> assertThat(place).endsWith("a.txt:10.0.0.0/16"),
            place -> assertThat(place).endsWith("a.txt:10.1.0.0/16"));
  }

  @Test
  void shouldNotWalkATreeThatHasNoEnd() throws IOException {
    files.bytes(
        new MaxMindWriter()
            .add(bytes("10.2.0.0"), 16, Map.of("country_code", "KE"))
            .addEndlessNode()
            .bytes());

    assertThatThrownBy(files::read).isInstanceOf(IOException.class);
    assertThat(files.rejections().reasons())
        .containsExactly("the database is damaged: its tree has no end");
  }

  @Test
  void shouldSaySoWhenTheTreeIsCutShort() throws IOException {
    byte[] whole =
        new MaxMindWriter().add(bytes("10.2.0.0"), 16, Map.of("country_code", "KE")).bytes();
    files.bytes(Arrays.copyOfRange(whole, 700, whole.length));

    assertThatThrownBy(files::read).isInstanceOf(IOException.class);
    assertThat(files.rejections().reasons())
        .singleElement()
        .asString()
        .startsWith("the database is damaged: ");
  }
}
