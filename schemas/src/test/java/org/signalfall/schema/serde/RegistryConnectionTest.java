package org.signalfall.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.ConnectivityEvent;

class RegistryConnectionTest {

  private static final String TOPIC = "events";
  private static final String BASIC_AUTH =
      "Basic "
          + Base64.getEncoder().encodeToString("reader:s3cret".getBytes(StandardCharsets.US_ASCII));

  private final RegistryServer registry = RegistryServer.start();

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void shouldTurnToTheNextUrlWhenOneFails() {
    RegistryServer down = RegistryServer.start();
    down.close();

    roundTrip(serde(down.url() + "," + registry.url(), Map.of()));

    assertThat(registry.requests()).containsExactly("POST /subjects/events-value/versions");
  }

  @Test
  void shouldNameEveryUrlWhenNoneAnswers() {
    RegistryServer down = RegistryServer.start();
    down.close();
    registry.close();
    Serde<ConnectivityEvent> serde = serde(down.url() + "," + registry.url(), Map.of());

    assertThatThrownBy(() -> roundTrip(serde))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageStartingWith(
            "schema registry at %s, %s cannot be reached", down.url(), registry.url());
  }

  @Test
  void shouldSendBasicAuthFromItsConfig() {
    roundTrip(
        serde(
            registry.url(),
            Map.of(
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "reader:s3cret")));

    assertThat(registry.authorizations()).containsExactly(BASIC_AUTH);
  }

  @Test
  void shouldSendBasicAuthFromTheUrlAndKeepItOutOfErrors() {
    String url = registry.url().replace("http://", "http://reader:s3cret@");
    Serde<ConnectivityEvent> serde = serde(url, Map.of("basic.auth.credentials.source", "URL"));
    registry.answerOnly(401);

    assertThatThrownBy(() -> roundTrip(serde))
        .hasMessageStartingWith("schema registry at " + registry.url() + " refuses")
        .hasMessageContaining("401")
        .hasMessageNotContaining("s3cret");

    assertThat(registry.authorizations()).containsExactly(BASIC_AUTH);
  }

  @Test
  void shouldTrustTheCertificateThatItsConfigNames(@TempDir Path folder) throws Exception {
    TlsStore store = TlsStore.forLocalhost(folder);

    try (RegistryServer secured = RegistryServer.startWithTls(store.serverContext())) {
      roundTrip(
          serde(
              secured.url(),
              Map.of(
                  "schema.registry.ssl.truststore.location", store.path().toString(),
                  "schema.registry.ssl.truststore.password", store.password(),
                  "schema.registry.ssl.truststore.type", "PKCS12")));

      assertThat(secured.requests()).containsExactly("POST /subjects/events-value/versions");
    }
  }

  @Test
  void shouldRefuseACertificateThatNobodyVouchesFor(@TempDir Path folder) throws Exception {
    SSLContext unknown = TlsStore.forLocalhost(folder).serverContext();

    try (RegistryServer secured = RegistryServer.startWithTls(unknown)) {
      Serde<ConnectivityEvent> serde = serde(secured.url(), Map.of());

      assertThatThrownBy(() -> roundTrip(serde))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("certification path");
    }
  }

  @Test
  void shouldShareOneClientAmongSerdesOfTheSameConfig() {
    Serde<ConnectivityEvent> writer = serde(registry.url(), Map.of("client.id", "one"));
    Serde<ConnectivityEvent> reader = serde(registry.url(), Map.of("client.id", "two"));

    byte[] payload = writer.serializer().serialize(TOPIC, Records.blackout());
    reader.deserializer().deserialize(TOPIC, payload);

    assertThat(registry.requests()).containsExactly("POST /subjects/events-value/versions");
  }

  @Test
  void shouldNotShareAClientAmongDifferentCredentials() {
    Map<String, String> first =
        Map.of(
            "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "first:secret");
    Map<String, String> second =
        Map.of(
            "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "second:secret");

    roundTrip(serde(registry.url(), first));
    roundTrip(serde(registry.url(), second));

    assertThat(registry.authorizations()).doesNotHaveDuplicates().hasSize(2);
  }

  private static Serde<ConnectivityEvent> serde(String urls, Map<String, String> extra) {
    Map<String, String> configs = new HashMap<>(extra);
    configs.put(AvroSerdeConfig.SCHEMA_REGISTRY_URL, urls);
    return new ContractSerdes(configs).value(ConnectivityEvent.class);
  }

  private static void roundTrip(Serde<ConnectivityEvent> serde) {
    byte[] payload = serde.serializer().serialize(TOPIC, Records.blackout());
    assertThat(serde.deserializer().deserialize(TOPIC, payload)).isEqualTo(Records.blackout());
  }
}
