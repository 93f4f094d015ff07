package org.signalfall.standalone.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;

/** The events topic of a running standalone, read by clients that aren't ours and aren't Java. */
class ForeignReadersIT {

  private static final Path SCRIPTS = Path.of("src", "test", "js");
  private static final Path WORKSHOP = Path.of("target", "js");

  private static Standalone standalone;

  @BeforeAll
  static void publishAnEvent() throws Exception {
    standalone = Standalone.start(Standalone.Options.temporary());
    Topic topic = new TopicCatalogue(1).topic(TopicCatalogue.EVENTS);
    try (Admin admin = Admin.create(clientConfigs());
        Serde<ConnectivityEvent> serde = serde();
        Producer<String, ConnectivityEvent> producer =
            new KafkaProducer<>(clientConfigs(), new StringSerializer(), serde.serializer())) {
      short oneBroker = 1;
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic.name(), topic.partitions(), oneBroker)
                      .configs(topic.configs())))
          .all()
          .get();
      ConnectivityEvent event = Events.blackout();
      producer.send(new ProducerRecord<>(topic.name(), event.getEventId(), event)).get();
    }
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void shouldBeReadByKcat() throws Exception {
    ExternalCommand.assumePresent("kcat", "that kcat reads the events topic");

    String key = new String(kcat("%k"), StandardCharsets.UTF_8);
    byte[] payload = kcat("%s");

    assertThat(key).isEqualTo("IR-7f3a");
    try (Serde<ConnectivityEvent> serde = serde()) {
      assertThat(serde.deserializer().deserialize(TopicCatalogue.EVENTS, payload))
          .isEqualTo(Events.blackout());
    }
  }

  private static byte[] kcat(String format) throws IOException, InterruptedException {
    return ExternalCommand.run(
        Path.of("."),
        "kcat",
        "-C",
        "-e",
        "-q",
        "-b",
        standalone.bootstrapServers(),
        "-t",
        TopicCatalogue.EVENTS,
        "-f",
        format);
  }

  @Test
  void shouldBeDecodedByConfluentsJavaScriptClient() throws Exception {
    String claim = "that Confluent's JavaScript client decodes a record of the events topic";
    ExternalCommand.assumePresent("node", claim);
    ExternalCommand.assumePresent("npm", claim);
    installScripts(claim);

    byte[] output =
        ExternalCommand.run(
            WORKSHOP,
            "node",
            "read-event.js",
            standalone.bootstrapServers(),
            standalone.registryUrl(),
            TopicCatalogue.EVENTS);

    JsonNode event = new ObjectMapper().readTree(output);
    assertThat(event.at("/event_id").asText()).isEqualTo("IR-7f3a");
    assertThat(event.at("/revision").asInt()).isEqualTo(2);
    assertThat(event.at("/category").asText()).isEqualTo("OUTAGE");
    assertThat(event.at("/scope/country").asText()).isEqualTo("IR");
    assertThat(event.at("/scope/asn").isNull()).isTrue();
    assertThat(event.at("/networks/0/asn").asLong()).isEqualTo(197207);
    assertThat(event.at("/summary").asText()).isEqualTo("Iran – شبکه");
    assertThat(event.toString()).contains("12.5");
  }

  private static void installScripts(String claim) throws IOException, InterruptedException {
    Path lock = WORKSHOP.resolve("package-lock.json");
    boolean installed =
        Files.exists(WORKSHOP.resolve("node_modules").resolve(".package-lock.json"))
            && Files.mismatch(lock, SCRIPTS.resolve(lock.getFileName())) < 0;
    Files.createDirectories(WORKSHOP);
    for (String file : List.of("package.json", "package-lock.json", "read-event.js")) {
      Files.copy(
          SCRIPTS.resolve(file), WORKSHOP.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!installed) {
      ExternalCommand.assumeSucceeds(
          claim, WORKSHOP, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  private static Serde<ConnectivityEvent> serde() {
    return new ContractSerdes(Map.of("schema.registry.url", standalone.registryUrl()))
        .value(ConnectivityEvent.class);
  }

  private static Map<String, Object> clientConfigs() {
    return Map.of("bootstrap.servers", standalone.bootstrapServers());
  }
}
