package org.signalfall.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;

class ContractSerdesTest {

  private static final Map<String, String> ARBITRARY_REGISTRY =
      Map.of("schema.registry.url", "http://localhost:1");

  @Test
  void shouldMakeAvroSerdesByDefault() {
    Serde<Evaluated> serde = new ContractSerdes(ARBITRARY_REGISTRY).value(Evaluated.class);

    assertThat(serde).isInstanceOf(AvroSerde.class);
  }

  @Test
  void shouldMakeTheSerdeThatTheConfigNames() {
    Map<String, String> configs =
        Map.of(
            "signalfall.serde.class", RecordingSerde.class.getName(), "house.key", "house value");

    Serde<ConnectivityEvent> serde = new ContractSerdes(configs).key(ConnectivityEvent.class);

    assertThat(serde).isInstanceOf(RecordingSerde.class);
    RecordingSerde recording = (RecordingSerde) (Serde<?>) serde;
    assertThat(recording.isKey).isTrue();
    assertThat(recording.configs)
        .containsEntry("house.key", "house value")
        .containsEntry("signalfall.serde.record.type", ConnectivityEvent.class);
  }

  @Test
  void shouldSayWhenTheClassIsNoSerde() {
    assertThatThrownBy(
            () -> new ContractSerdes(Map.of("signalfall.serde.class", "java.lang.String")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("signalfall.serde.class")
        .hasMessageContaining("java.lang.String")
        .hasMessageEndingWith("is no Kafka Serde");
  }

  @Test
  void shouldSayWhenTheClassIsMissing() {
    assertThatThrownBy(
            () -> new ContractSerdes(Map.of("signalfall.serde.class", "com.example.Missing")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("com.example.Missing")
        .hasMessageContaining("signalfall.serde.class");
  }

  /** Stands for a serde that a user plugs in: remembers what it was told. */
  public static final class RecordingSerde implements Serde<ConnectivityEvent> {

    private final Map<String, Object> configs = new HashMap<>();
    private boolean isKey;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      this.configs.putAll(configs);
      this.isKey = isKey;
    }

    @Override
    public Serializer<ConnectivityEvent> serializer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Deserializer<ConnectivityEvent> deserializer() {
      throw new UnsupportedOperationException();
    }
  }
}
