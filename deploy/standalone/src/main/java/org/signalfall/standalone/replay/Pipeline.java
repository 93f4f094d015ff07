package org.signalfall.standalone.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.StandaloneException;
import org.signalfall.standalone.topics.TopicAdmin;

/** Everything in one process: broker, registry, topics and the running topology. */
public final class Pipeline implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(1);

  private final Standalone cluster;
  private final int partitions;
  private final SignalfallStreams streams;

  /**
   * How to run.
   *
   * @param partitions partition count of every partitioned topic, at least 1
   * @param port Kafka's port, 0 for any free one
   * @param registryPort the registry's port, 0 for any free one
   * @param data where data is kept; null for a temporary folder, deleted on close
   */
  public record Options(int partitions, int port, int registryPort, Path data) {}

  private Pipeline(Standalone cluster, Options options) throws InterruptedException {
    this.cluster = cluster;
    this.partitions = options.partitions();
    createTopics();
    this.streams = new SignalfallStreams(new StreamsSettings(streamsSettings()));
  }

  /**
   * Starts everything and returns once the topology runs.
   *
   * @param steps is told what is being started, one sentence each
   * @throws StandaloneException if anything cannot start; nothing is left running then
   */
  public static Pipeline start(Options options, Consumer<String> steps)
      throws InterruptedException {
    steps.accept("Starting Kafka and the schema registry.");
    Standalone cluster =
        Standalone.start(
            new Standalone.Options(options.port(), options.registryPort(), options.data()));
    Pipeline pipeline = null;
    try {
      steps.accept("Starting the topology.");
      pipeline = new Pipeline(cluster, options);
      pipeline.startStreams();
      return pipeline;
    } catch (RuntimeException | InterruptedException e) {
      if (pipeline == null) {
        cluster.close();
      } else {
        pipeline.close();
      }
      throw e;
    }
  }

  /** Returns the {@code host:port} that Kafka clients connect to. */
  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  /** Returns what clients put in {@code schema.registry.url}. */
  public String registryUrl() {
    return cluster.registryUrl();
  }

  /** Returns the partition count of every partitioned topic. */
  public int partitions() {
    return partitions;
  }

  /** Returns the settings of a client that reads or writes records here. */
  public Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", bootstrapServers());
    client.put("schema.registry.url", registryUrl());
    return client;
  }

  /** Returns a reader of what the topology says, from the beginning. */
  EventReader eventReader() {
    ContractSerdes serdes = new ContractSerdes(client());
    return new EventReader(
        client(),
        serdes.value(ConnectivityEvent.class).deserializer(),
        serdes.value(Evaluated.class).deserializer(),
        partitions);
  }

  /** Returns the running topology. */
  public SignalfallStreams streams() {
    return streams;
  }

  /**
   * Does nothing while the topology is well.
   *
   * @throws StandaloneException with its cause once it has failed
   */
  public void failIfBroken() {
    Optional<Throwable> failure = streams.failure();
    if (failure.isPresent()) {
      throw new StandaloneException(
          "The topology failed: " + failure.get().getMessage(), failure.get());
    }
  }

  /** Stops the topology, then the registry and the broker. */
  @Override
  public void close() {
    try {
      streams.close();
    } finally {
      cluster.close();
    }
  }

  private void startStreams() throws InterruptedException {
    streams.start();
    boolean running = streams.awaitRunning(START);
    failIfBroken();
    if (!running) {
      throw new StandaloneException(
          "The topology did not start within " + START.toSeconds() + " s.");
    }
  }

  private void createTopics() throws InterruptedException {
    try (Admin admin = Admin.create(client())) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(partitions));
    }
  }

  private Map<String, Object> streamsSettings() {
    Map<String, Object> settings = client();
    settings.put("signalfall.partitions", partitions);
    settings.put("producer.max.in.flight.requests.per.connection", 1);
    // Nobody is there to take over, or to hold a standby.
    settings.put("session.timeout.ms", 45_000);
    settings.put("num.standby.replicas", 0);
    // Nobody is there to read the bins of a replay while it runs.
    settings.put("signalfall.tap.signals", false);
    settings.put("state.dir", cluster.dataDir().resolve("streams").toString());
    return settings;
  }
}
