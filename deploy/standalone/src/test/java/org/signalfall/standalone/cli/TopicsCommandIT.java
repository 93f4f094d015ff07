package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.kafka.EmbeddedKafka;

class TopicsCommandIT {

  @Test
  void shouldEndWithDriftWhenTheCatalogueIsNotApplied() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Options.temporary())) {
      CommandRun before = topics("diff", kafka, "2");
      CommandRun apply = topics("apply", kafka, "2");
      CommandRun after = topics("diff", kafka, "2");
      CommandRun other = topics("diff", kafka, "3");

      assertThat(before.exitCode()).isEqualTo(ExitCode.DRIFT);
      assertThat(before.out()).contains(TopicCatalogue.EVENTS + "  missing");
      assertThat(apply.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(apply.out()).contains(TopicCatalogue.EVENTS + "  created");
      assertThat(after.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(after.out()).isEqualTo("The cluster agrees with the catalogue.\n");
      assertThat(other.exitCode()).isEqualTo(ExitCode.DRIFT);
      assertThat(other.out())
          .contains(TopicCatalogue.EVENTS + "  partitions: 3 in the catalogue, 2 in the cluster");
    }
  }

  private static CommandRun topics(String what, EmbeddedKafka kafka, String partitions) {
    return CommandRun.of(
        "topics",
        what,
        "--bootstrap-servers",
        kafka.bootstrapServers(),
        "--partitions",
        partitions);
  }
}
