package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/**
 * The wiring as it is deployed. Names of operators and stores are part of the upgrade contract, so
 * a change of {@code topology.txt} is a change for every running installation.
 *
 * <p>To accept a change: {@code mvn test -pl anomaly-streams -Dtest=TopologyDescriptionTest
 * -Dtopology.update=true}, then read the difference.
 */
class TopologyDescriptionTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

  private static final Pattern LIST = Pattern.compile("(--> |stores: \\[)([a-z, -]+)");

  private final TopologyDescription description =
      SignalfallTopology.build(
              Rulebook.defaults(), "", 6, true, PlainAvroSerde::of, Stores::inMemoryKeyValueStore)
          .describe();

  @Test
  void shouldBeWiredAsTheGoldenDescriptionSays() throws IOException {
    String actual = normalised();

    if (Boolean.getBoolean("topology.update")) {
      Files.writeString(GOLDEN, actual);
    }

    assertThat(actual).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
  }

  @Test
  void shouldNameEveryOperatorAndStoreItself() {
    Set<String> names = new TreeSet<>();
    for (Subtopology part : description.subtopologies()) {
      for (Node node : part.nodes()) {
        names.add(node.name());
        if (node instanceof Processor processor) {
          names.addAll(processor.stores());
        }
      }
    }

    assertThat(names)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).as("no generated name").matches("[a-z][a-z-]*[a-z]"));
  }

  @Test
  void shouldRepartitionNothingByItself() {
    assertThat(description.toString()).doesNotContain("-repartition");
  }

  /** Kafka Streams keeps successors and stores in the order of a hash set. */
  private String normalised() {
    return LIST.matcher(description.toString())
            .replaceAll(
                list ->
                    list.group(1)
                        + Arrays.stream(list.group(2).split(", "))
                            .sorted()
                            .collect(Collectors.joining(", ")))
            .stripTrailing()
        + "\n";
  }
}
