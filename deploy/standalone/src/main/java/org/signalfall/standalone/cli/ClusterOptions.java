package org.signalfall.standalone.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Option;

/** Which cluster to talk to, and how. */
class ClusterOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Kafka brokers to ask first, separated by commas.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "Schema registries, separated by commas.")
  private String schemaRegistry;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = {
        "Settings of the Kafka and registry clients, such as SASL and TLS, as a properties file.",
        "Secrets may be taken from elsewhere by Kafka's config.providers."
      })
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Any further setting of the Kafka or registry client, such as its TLS.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /**
   * Returns the settings of a client by Kafka's names.
   *
   * @throws CliException when the file can't be read
   */
  Map<String, Object> client() {
    Map<String, Object> client = new LinkedHashMap<>();
    if (file != null) {
      client.putAll(PropertiesFile.read(file));
    }
    client.putAll(settings);
    client.put("bootstrap.servers", bootstrapServers);
    // Kafka's clients look secrets up themselves; the registry's doesn't.
    return new LinkedHashMap<>(new AbstractConfig(new ConfigDef(), client, false).originals());
  }

  /**
   * Returns the settings of a client that reads or writes records.
   *
   * @throws CliException when no registry is given
   */
  Map<String, Object> clientWithRegistry() {
    Map<String, Object> client = client();
    if (schemaRegistry != null) {
      client.put("schema.registry.url", schemaRegistry);
    }
    if (!client.containsKey("schema.registry.url")) {
      throw new CliException("Records need a schema registry: give --schema-registry URL.");
    }
    return client;
  }

  /** Returns an admin client that gives up after ten seconds. */
  Admin admin() {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    properties.putAll(client());
    return Admin.create(properties);
  }
}
