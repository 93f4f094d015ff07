package org.signalfall.runtime;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * The permissions that a role needs and no others, from the topic catalogue and the topology.
 *
 * @param on what they are on
 * @param operations what may be done with it
 */
public record Permissions(ResourcePattern on, Set<AclOperation> operations) {

  private static final List<String> RAW =
      List.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_BGP, TopicCatalogue.RAW_TRAFFIC);

  private static final List<String> RESULTS =
      List.of(
          TopicCatalogue.SIGNALS,
          TopicCatalogue.VERDICTS,
          TopicCatalogue.EVENTS,
          TopicCatalogue.EVENTS_OUTAGE,
          TopicCatalogue.EVENTS_RESTRICTION,
          TopicCatalogue.EVENTS_LATEST,
          TopicCatalogue.OBSERVABILITY,
          TopicCatalogue.EVALUATED);

  private static final String INGEST_PREFIX = "signalfall-ingest-";
  private static final String WATCHDOG_ID = "signalfall-watchdog";
  private static final String REPLAY_ID = "signalfall-deadletter-replay";

  /** Consumers name their groups so that one permission is enough. */
  private static final String READER_PREFIX = "signalfall-reader-";

  public Permissions {
    operations = Set.copyOf(operations);
  }

  /**
   * Returns what a role needs.
   *
   * @param applicationId name of the application, before the names of its internal topics
   * @param topology what this version's topology has to do with Kafka
   */
  public static List<Permissions> of(Role role, String applicationId, TopologyTopics topology) {
    List<Permissions> needed = new ArrayList<>();
    switch (role) {
      case INGEST -> {
        // The position of an ingestion is kept as an offset of the topic that it writes.
        RAW.forEach(topic -> needed.add(topic(topic, READ, WRITE, DESCRIBE)));
        needed.add(topic(TopicCatalogue.DEAD_LETTER, READ, WRITE, DESCRIBE));
        needed.add(on(GROUP, INGEST_PREFIX, PREFIXED, READ, DESCRIBE));
        needed.add(on(TRANSACTIONAL_ID, INGEST_PREFIX, PREFIXED, WRITE, DESCRIBE));
      }
      case STREAMS -> {
        new TopicCatalogue(1).topics().forEach(topic -> needed.add(used(topic, topology)));
        String prefix = applicationId + "-";
        needed.add(on(TOPIC, prefix, PREFIXED, CREATE, READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS));
        needed.add(on(GROUP, applicationId, LITERAL, READ, DESCRIBE));
        needed.add(on(TRANSACTIONAL_ID, prefix, PREFIXED, WRITE, DESCRIBE));
      }
      case WATCHDOG -> {
        RAW.forEach(topic -> needed.add(topic(topic, READ, WRITE, DESCRIBE)));
        needed.add(on(TRANSACTIONAL_ID, WATCHDOG_ID, LITERAL, WRITE, DESCRIBE));
      }
      case READER -> {
        RESULTS.forEach(topic -> needed.add(topic(topic, READ, DESCRIBE)));
        needed.add(on(GROUP, READER_PREFIX, PREFIXED, READ, DESCRIBE));
      }
      case OPERATOR -> {
        needed.add(topic(TopicCatalogue.DEAD_LETTER, READ, WRITE, DESCRIBE));
        topology.reads().stream()
            .sorted()
            .forEach(topic -> needed.add(topic(topic, WRITE, DESCRIBE)));
        needed.add(on(TRANSACTIONAL_ID, REPLAY_ID, LITERAL, WRITE, DESCRIBE));
      }
    }
    return needed;
  }

  /** The check at start looks at every topic, so each may be described. */
  private static Permissions used(Topic topic, TopologyTopics topology) {
    Set<AclOperation> operations = EnumSet.of(DESCRIBE, DESCRIBE_CONFIGS);
    if (topology.reads().contains(topic.name())) {
      operations.add(READ);
    }
    if (topology.writes().contains(topic.name())) {
      operations.add(WRITE);
    }
    return new Permissions(new ResourcePattern(TOPIC, topic.name(), LITERAL), operations);
  }

  private static Permissions topic(String name, AclOperation... operations) {
    return on(TOPIC, name, LITERAL, operations);
  }

  private static Permissions on(
      ResourceType type, String name, PatternType pattern, AclOperation... operations) {
    return new Permissions(new ResourcePattern(type, name, pattern), Set.of(operations));
  }
}
