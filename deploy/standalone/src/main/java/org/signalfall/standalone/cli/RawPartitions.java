package org.signalfall.standalone.cli;

import org.apache.kafka.clients.admin.Admin;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.topics.TopicAdmin;

/** Markers go to every partition, so their number has to be what the cluster really has. */
final class RawPartitions {

  private RawPartitions() {}

  /**
   * Asks a cluster how many partitions its raw topics have.
   *
   * @throws CliException when it has no such topics
   */
  static int of(ClusterOptions cluster) throws InterruptedException {
    try (Admin admin = cluster.admin()) {
      return new TopicAdmin(admin)
          .partitions(TopicCatalogue.RAW_PROBE)
          .orElseThrow(
              () ->
                  new CliException(
                      "The cluster has no topic "
                          + TopicCatalogue.RAW_PROBE
                          + ": see signalfall topics apply."));
    }
  }
}
