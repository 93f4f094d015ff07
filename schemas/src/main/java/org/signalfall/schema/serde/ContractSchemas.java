package org.signalfall.schema.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

/** The contract as a whole, held against a registry before the first record is written. */
public final class ContractSchemas {

  private ContractSchemas() {}

  /**
   * Has the registry take or know the schema of every topic, as the configuration says. Does
   * nothing when another serde than {@link AvroSerde} is configured: how that one finds schemas is
   * its own affair.
   *
   * @param configs keys of {@link ContractSerdes} and {@link AvroSerdeConfig}
   * @throws SerializationException when the registry refuses a schema, above all as incompatible
   *     with what is registered, or doesn't know it where it may not be registered
   * @throws RegistryUnavailableException when no registry answers
   */
  public static void require(Map<String, ?> configs, TopicCatalogue catalogue) {
    if (!ContractSerdes.usesAvroSerde(configs)) {
      return;
    }
    Map<String, Object> all = new HashMap<>(configs);
    all.put(AvroSerdeConfig.RECORD_TYPE, ConnectivityEvent.class);
    AvroSerdeConfig config = new AvroSerdeConfig(all);
    RegistryClient registry = SharedRegistryClients.get(config);
    for (Topic topic : catalogue.topics()) {
      topic.value().ifPresent(schema -> require(registry, config, topic.name(), schema));
    }
  }

  private static void require(
      RegistryClient registry, AvroSerdeConfig config, String topic, Schema schema) {
    String subject = WireFormat.subject(topic, false);
    if (config.autoRegisterSchemas()) {
      registry.register(subject, schema);
    } else if (config.useLatestVersion()) {
      var unused = new ProjectingWriter<>(subject, schema, registry.latest(subject));
    } else {
      registry.idOf(subject, schema);
    }
  }
}
