package org.signalfall.standalone.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.signalfall.avro.ConnectivityEvent;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where events are read from: a cluster or a file, one of the two. */
final class EventSourceOptions {

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  private static final class Source {

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "JSON Lines of event revisions, as replay --events writes them.")
    private Path file;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private ClusterOptions cluster;
  }

  /** Returns whether a cluster was named, in which more may come. */
  boolean isCluster() {
    return source.cluster != null;
  }

  /** Opens a topic of the cluster. */
  EventTopic open(String topic) {
    return new EventTopic(source.cluster.clientWithRegistry(), topic);
  }

  /**
   * Hands out every revision that is there now, those of one event in order.
   *
   * @param topic the topic to read of a cluster
   * @throws CliException when the file or topic is missing, or a line is no event
   */
  void readAll(String topic, Consumer<ConnectivityEvent> reader) {
    if (!isCluster()) {
      EventLines.read(source.file, reader);
      return;
    }
    try (EventTopic events = open(topic)) {
      events.fromBeginning();
      while (!events.isRead()) {
        events.poll(reader);
      }
    }
  }
}
