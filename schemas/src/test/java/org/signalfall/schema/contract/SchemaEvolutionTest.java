package org.signalfall.schema.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.contract.ContractRecords.Compatibility;
import org.signalfall.schema.contract.ContractRecords.ContractRecord;

class SchemaEvolutionTest {

  @BeforeAll
  static void trustTheContract() {
    TrustedClasses.register();
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldBePublishedAsItIs(ContractRecord record) throws IOException {
    PublishedVersions.updateIfAsked(record.schema());

    List<Schema> versions = PublishedVersions.of(record.name());

    assertThat(versions)
        .as("published versions of %s; to publish, see PublishedVersions", record.name())
        .isNotEmpty();
    assertThat(PublishedVersions.text(versions.get(versions.size() - 1)))
        .as("newest published version of %s; to publish, see PublishedVersions", record.name())
        .isEqualTo(PublishedVersions.text(record.schema()));
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldReadEveryPublishedVersion(ContractRecord record) throws IOException {
    for (Schema published : PublishedVersions.of(record.name())) {
      assertThat(incompatibilities(record.schema(), published)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldBeReadByEveryPublishedVersionWhenOthersBuildOnIt(ContractRecord record)
      throws IOException {
    if (record.compatibility() == Compatibility.FULL_TRANSITIVE) {
      for (Schema published : PublishedVersions.of(record.name())) {
        assertThat(incompatibilities(published, record.schema())).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.signalfall.schema.contract.ContractRecords#all")
  void shouldReadNewSymbolsAsUnknownAndPassOverNewFields(ContractRecord record) throws IOException {
    Schema evolved = NextVersion.of(record.schema());

    SpecificRecord read = read(record, evolved, write(evolved, NextVersion.filled(evolved)));

    List<Enum<?>> enums = NextVersion.enums(read);
    assertThat(enums)
        .as("enums of a %s written by the next version", record.name())
        .isNotEmpty()
        .allSatisfy(symbol -> assertThat(symbol.name()).isEqualTo("UNKNOWN"));
  }

  private static List<Incompatibility> incompatibilities(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  private static byte[] write(Schema schema, Object datum) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static SpecificRecord read(ContractRecord record, Schema writer, byte[] bytes)
      throws IOException {
    Class<?> generated = SpecificData.get().getClass(record.schema());
    return read(generated.asSubclass(SpecificRecord.class), writer, bytes);
  }

  private static <T extends SpecificRecord> T read(Class<T> generated, Schema writer, byte[] bytes)
      throws IOException {
    SpecificDatumReader<T> reader = new SpecificDatumReader<>(generated);
    reader.setSchema(writer);
    return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
