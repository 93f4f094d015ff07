package org.signalfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.topology.RefusalHandler;
import org.signalfall.topology.TooLargeHandler;
import org.signalfall.topology.UnreadableHandler;

class StreamsSettingsTest {

  private static final String BROKERS = "broker:9092";
  private static final String FOLDER = "/var/lib/signalfall";

  @Test
  void shouldHaveTheseNamesAndDefaults() {
    Map<String, Object> defaults = new HashMap<>();
    StreamsSettings.definition()
        .configKeys()
        .forEach((name, key) -> defaults.put(name, key.defaultValue));

    assertThat(defaults)
        .containsOnly(
            entry("bootstrap.servers", ConfigDef.NO_DEFAULT_VALUE),
            entry("application.id", "signalfall"),
            entry("state.dir", ConfigDef.NO_DEFAULT_VALUE),
            entry("num.stream.threads", 2),
            entry("signalfall.partitions", 6),
            entry("signalfall.reference.file", ""),
            entry("signalfall.series.ttl.ms", 2_592_000_000L),
            entry("signalfall.vantage.key", new Password("")),
            entry("signalfall.tap.signals", true),
            entry("group.instance.id", ""),
            entry("signalfall.registry.wait.ms", 120_000L),
            entry("signalfall.failures.most", 100),
            entry("signalfall.state.memory.bytes", 536_870_912L),
            entry("signalfall.limit.record.bytes", 1_000_000),
            entry("signalfall.limit.feeds", 1_000),
            entry("signalfall.limit.countries", 500),
            entry("signalfall.limit.scopes", 20_000),
            entry("signalfall.limit.series", 10_000),
            entry("signalfall.limit.components", 1_000),
            entry("signalfall.limit.prefixes", 5_000_000),
            entry("signalfall.limit.peers", 10_000));
  }

  @Test
  void shouldDocumentEverySetting() {
    assertThat(StreamsSettings.definition().configKeys().values())
        .allSatisfy(key -> assertThat(key.documentation).endsWith("."));
  }

  @Test
  void shouldNameTheSettingThatIsMissing() {
    assertThatThrownBy(() -> new StreamsSettings(Map.of("state.dir", FOLDER)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"bootstrap.servers\"");
    assertThatThrownBy(() -> new StreamsSettings(Map.of("bootstrap.servers", BROKERS)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"state.dir\"");
  }

  @Test
  void shouldNameTheSettingThatIsOutOfRange() {
    assertThatThrownBy(() -> settings(Map.of("signalfall.partitions", 0)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("signalfall.partitions");
    assertThatThrownBy(() -> settings(Map.of("signalfall.series.ttl.ms", 1_000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("signalfall.series.ttl.ms");
    assertThatThrownBy(() -> settings(Map.of("num.stream.threads", "many")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("num.stream.threads");
  }

  @Test
  void shouldNameTheReferenceFileThatCannotBeRead() {
    StreamsSettings settings = settings(Map.of("signalfall.reference.file", "/no/such/file"));

    assertThatThrownBy(settings::reference)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("signalfall.reference.file")
        .hasMessageContaining("/no/such/file");
    assertThat(settings(Map.of()).reference()).isSameAs(ReferenceData.builtIn());
  }

  @Test
  void shouldReadTextAsPropertiesFilesGiveIt() {
    StreamsSettings settings =
        settings(Map.of("signalfall.partitions", "3", "signalfall.tap.signals", "false"));

    assertThat(settings.partitions()).isEqualTo(3);
    assertThat(settings.tapsSignals()).isFalse();
  }

  @Test
  void shouldSetKafkaStreamsUpForThisTopology() {
    Properties properties = settings(Map.of()).forStreams();

    properties.keySet().removeIf(key -> String.valueOf(key).startsWith("signalfall."));
    assertThat(properties)
        .containsOnly(
            entry("bootstrap.servers", BROKERS),
            entry("application.id", "signalfall"),
            entry("state.dir", FOLDER),
            entry("num.stream.threads", 2),
            entry("commit.interval.ms", 1_000),
            entry("max.task.idle.ms", -1L),
            entry("ensure.explicit.internal.resource.naming", true),
            entry("processing.exception.handler", RefusalHandler.class),
            entry("deserialization.exception.handler", UnreadableHandler.class),
            entry("production.exception.handler", TooLargeHandler.class),
            entry("rocksdb.config.setter", BoundedMemory.class),
            entry("num.standby.replicas", 1),
            entry("session.timeout.ms", 6_000),
            entry("heartbeat.interval.ms", 1_000),
            entry("transaction.timeout.ms", 30_000),
            entry("max.request.size", 2_097_152),
            entry("processing.guarantee", "exactly_once_v2"));
  }

  @Test
  void shouldBeAStaticMemberUnderItsNameAndTheNumberOfItsThread() {
    StreamsConfig config =
        new StreamsConfig(settings(Map.of("group.instance.id", "one")).forStreams());

    Map<String, Object> consumer = config.getMainConsumerConfigs("signalfall", "client", 2);

    assertThat(consumer)
        .containsEntry("group.instance.id", "one-2")
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void shouldTakeLimitsIntoTheRuleset() {
    StreamsSettings few = settings(Map.of("signalfall.limit.scopes", "3"));

    assertThat(few.rulebook().limits().scopes()).isEqualTo(3);
    assertThat(few.rulebook().ruleset()).isNotEqualTo(settings(Map.of()).rulebook().ruleset());
  }

  @Test
  void shouldReadSecretsFromFilesAndShowThemToNobody(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("secrets.properties"), "vantages=sesame\n");

    StreamsSettings settings =
        settings(
            Map.of(
                "config.providers", "file",
                "config.providers.file.class",
                    "org.apache.kafka.common.config.provider.FileConfigProvider",
                "signalfall.vantage.key",
                    "${file:" + folder.resolve("secrets.properties") + ":vantages}"));

    assertThat(settings.vantageKey()).isEqualTo("sesame");
    assertThat(settings.values().toString()).doesNotContain("sesame");
  }

  @Test
  void shouldLetWhatIsGivenWinButForTheDeliveryGuarantee() {
    Properties properties =
        settings(Map.of("commit.interval.ms", "500", "processing.guarantee", "at_least_once"))
            .forStreams();

    assertThat(properties)
        .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "500")
        .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "exactly_once_v2");
  }

  @Test
  void shouldPassOnWhatItDoesNotDefine() {
    StreamsSettings settings = settings(Map.of("schema.registry.url", "http://registry:8081"));

    assertThat(settings.forStreams()).containsEntry("schema.registry.url", "http://registry:8081");
    assertThat(settings.forClients())
        .containsEntry("schema.registry.url", "http://registry:8081")
        .doesNotContainKey("application.id");
  }

  private static StreamsSettings settings(Map<String, ?> given) {
    Map<String, Object> all = new HashMap<>(given);
    all.put("bootstrap.servers", BROKERS);
    all.put("state.dir", FOLDER);
    return new StreamsSettings(all);
  }
}
