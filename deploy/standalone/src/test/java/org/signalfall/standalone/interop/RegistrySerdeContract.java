package org.signalfall.standalone.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.schema.serde.ContractSerdes;

/** What the serde needs of any registry. Every test has a topic, hence a subject, of its own. */
abstract class RegistrySerdeContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns where the registry serves Confluent's API. */
  abstract String registryUrl();

  @Test
  void shouldReadBackWhatItWrote() {
    assertReadsBack("round-trip-event", ConnectivityEvent.class, Events.blackout());
    assertReadsBack("round-trip-probe", ProbeRecord.class, ProbeRecord.newBuilder().build());
    assertReadsBack("round-trip-bgp", BgpRecord.class, BgpRecord.newBuilder().build());
  }

  private <T extends SpecificRecord> void assertReadsBack(String topic, Class<T> type, T record) {
    byte[] payload = serde(type, Map.of()).serializer().serialize(topic, record);

    // Another cache size, so another client: this one has to ask for the schema.
    Serde<T> reader = serde(type, Map.of("max.schemas.per.subject", "7"));
    assertThat(reader.deserializer().deserialize(topic, payload)).isEqualTo(record);
  }

  @Test
  void shouldFindWhatAnotherRegistered() {
    byte[] registering =
        serde(ConnectivityEvent.class, Map.of())
            .serializer()
            .serialize("registered", Events.blackout());
    Serde<ConnectivityEvent> finder =
        serde(ConnectivityEvent.class, Map.of("auto.register.schemas", "false"));
    Serde<ConnectivityEvent> follower =
        serde(
            ConnectivityEvent.class,
            Map.of(
                "auto.register.schemas", "false",
                "use.latest.version", "true",
                "max.schemas.per.subject", "7"));

    assertThat(finder.serializer().serialize("registered", Events.blackout()))
        .isEqualTo(registering);
    assertThat(follower.serializer().serialize("registered", Events.blackout()))
        .isEqualTo(registering);
  }

  @Test
  void shouldSayWhatIsNotRegistered() {
    Serde<Evaluated> finder = serde(Evaluated.class, Map.of("auto.register.schemas", "false"));

    assertThatThrownBy(
            () -> finder.serializer().serialize("nobody", Evaluated.newBuilder().build()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(registryUrl())
        .hasMessageContaining("looking up org.signalfall.avro.Evaluated under nobody-value");
  }

  @Test
  void shouldSayWhichSchemaIdIsUnknown() {
    byte[] payload = ByteBuffer.allocate(6).put((byte) 0).putInt(987654321).array();

    assertThatThrownBy(
            () ->
                serde(Evaluated.class, Map.of()).deserializer().deserialize("unknown-id", payload))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "schema registry at %s has no such schema when asking for schema id 987654321",
            registryUrl());
  }

  @Test
  void shouldSayWhyASchemaIsRejected() throws Exception {
    Schema taken =
        SchemaBuilder.record("Evaluated")
            .namespace("org.signalfall.avro")
            .fields()
            .requiredInt("country")
            .endRecord();
    send("POST", "/subjects/taken-value/versions", Map.of("schema", taken.toString()));
    send("PUT", "/config/taken-value", Map.of("compatibility", "FULL_TRANSITIVE"));

    assertThatThrownBy(
            () ->
                serde(Evaluated.class, Map.of())
                    .serializer()
                    .serialize("taken", Evaluated.newBuilder().build()))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "schema registry at %s rejects it as incompatible with what is registered when"
                + " registering org.signalfall.avro.Evaluated under taken-value",
            registryUrl())
        .hasMessageContaining("/fields/0/type");
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type, Map<String, String> extra) {
    Map<String, String> configs = new HashMap<>(extra);
    configs.put("schema.registry.url", registryUrl());
    return new ContractSerdes(configs).value(type);
  }

  private void send(String method, String path, Map<String, String> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
