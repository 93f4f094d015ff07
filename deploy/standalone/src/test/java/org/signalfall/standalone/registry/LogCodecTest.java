package org.signalfall.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.standalone.StandaloneException;
import org.signalfall.standalone.registry.LogEntry.Config;
import org.signalfall.standalone.registry.LogEntry.SubjectDeletion;
import org.signalfall.standalone.registry.LogEntry.VersionTombstone;

/** The expected bytes are those that Confluent Schema Registry writes. */
class LogCodecTest {
  private static final String SCHEMA_KEY =
      "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":2,\"magic\":1}";
  private static final String SCHEMA_VALUE =
      "{\"subject\":\"s\",\"version\":2,\"id\":7,\"schema\":\"\\\"long\\\"\",\"deleted\":false}";

  @Test
  void shouldWriteASchemaAsConfluentDoes() throws IOException {
    shouldBothWriteAndRead(
        new SchemaVersion("s", 2, 7, "\"long\"", false), SCHEMA_KEY, SCHEMA_VALUE);
  }

  @Test
  void shouldWriteARemovedVersionAsNullUnderItsKey() throws IOException {
    shouldBothWriteAndRead(new VersionTombstone("s", 2), SCHEMA_KEY, null);
  }

  @Test
  void shouldWriteADeletedSubjectAsConfluentDoes() throws IOException {
    shouldBothWriteAndRead(
        new SubjectDeletion("s", 2),
        "{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\",\"magic\":0}",
        "{\"subject\":\"s\",\"version\":2}");
  }

  @Test
  void shouldWriteLevelsAsConfluentDoes() throws IOException {
    String globalKey = "{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}";
    String subjectKey = "{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}";

    shouldBothWriteAndRead(
        new Config(Optional.empty(), Optional.of(CompatibilityLevel.FULL)),
        globalKey,
        "{\"compatibilityLevel\":\"FULL\"}");
    shouldBothWriteAndRead(new Config(Optional.of("s"), Optional.empty()), subjectKey, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"keytype\":\"NOOP\",\"magic\":0}",
        "{\"keytype\":\"MODE\",\"subject\":null,\"magic\":0}",
        "{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\",\"magic\":0}"
      })
  void shouldReadNothingFromRecordsThatChangeNothing(String key) throws IOException {
    assertThat(LogCodec.decode(key, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"keytype\":\"SCH",
        "{\"keytype\":\"SCHEMA\",\"version\":2}",
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":0}",
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":\"2\"}"
      })
  void shouldRefuseAKeyThatIsNotTheFormat(String key) {
    assertThatThrownBy(() -> LogCodec.decode(key, SCHEMA_VALUE)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldRefuseToServeASchemaItCannotHold() {
    String protobuf =
        SCHEMA_VALUE.replace("{\"subject\"", "{\"schemaType\":\"PROTOBUF\",\"subject\"");

    assertThatThrownBy(() -> LogCodec.decode(SCHEMA_KEY, protobuf))
        .isInstanceOf(StandaloneException.class)
        .hasMessage(
            "Subject s version 2 is a PROTOBUF schema, which the embedded registry cannot hold; "
                + "use a Confluent Schema Registry on this data.");
  }

  private static void shouldBothWriteAndRead(LogEntry entry, String key, String value)
      throws IOException {
    LogCodec.Encoded encoded = LogCodec.encode(entry);

    assertThat(encoded.key()).isEqualTo(key);
    assertThat(encoded.value()).isEqualTo(value);
    assertThat(LogCodec.decode(encoded.key(), encoded.value())).contains(entry);
  }
}
