package org.signalfall.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Evaluated;

class AvroSerdeConfigTest {

  @Test
  void shouldKeepConfluentsNamesAndDefaults() {
    assertThat(AvroSerdeConfig.definition().names())
        .containsExactlyInAnyOrder(
            "schema.registry.url",
            "auto.register.schemas",
            "use.latest.version",
            "max.schemas.per.subject",
            "signalfall.serde.record.type");
    assertThat(AvroSerdeConfig.definition().defaultValues())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "auto.register.schemas", true,
                "use.latest.version", false,
                "max.schemas.per.subject", 1000));
    assertThat(AvroSerdeConfig.definition().configKeys().values())
        .allSatisfy(key -> assertThat(key.documentation).as(key.name).isNotBlank());
  }

  @Test
  void shouldTakeSeveralUrls() {
    AvroSerdeConfig config = config("schema.registry.url", "http://one:8081, http://two:8081");

    assertThat(config.registryUrls()).containsExactly("http://one:8081", "http://two:8081");
  }

  @Test
  void shouldShowTheClientItsOwnKeysOnly() {
    AvroSerdeConfig config =
        new AvroSerdeConfig(
            Map.of(
                "schema.registry.url", "http://one:8081",
                "schema.registry.ssl.truststore.location", "/trust",
                "basic.auth.user.info", "reader:secret",
                "http.read.timeout.ms", "1000",
                "bootstrap.servers", "broker:9092",
                "signalfall.serde.record.type", Evaluated.class));

    assertThat(config.clientConfigs())
        .containsOnlyKeys(
            "schema.registry.url",
            "schema.registry.ssl.truststore.location",
            "basic.auth.user.info",
            "http.read.timeout.ms");
  }

  @Test
  void shouldInsistOnARegistry() {
    assertThatThrownBy(
            () -> new AvroSerdeConfig(Map.of("signalfall.serde.record.type", Evaluated.class)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> config("schema.registry.url", ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  @Test
  void shouldInsistOnAGeneratedClass() {
    assertThatThrownBy(() -> config("signalfall.serde.record.type", "java.lang.String"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("signalfall.serde.record.type")
        .hasMessageEndingWith("is no generated Avro class");
  }

  @Test
  void shouldRefuseACacheWithoutRoom() {
    assertThatThrownBy(() -> config("max.schemas.per.subject", "0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.schemas.per.subject");
  }

  private static AvroSerdeConfig config(String key, String value) {
    Map<String, Object> configs = new HashMap<>();
    configs.put("schema.registry.url", "http://one:8081");
    configs.put("signalfall.serde.record.type", Evaluated.class);
    configs.put(key, value);
    return new AvroSerdeConfig(configs);
  }
}
