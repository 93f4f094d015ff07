package org.signalfall.schema.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TrafficRecord;

/**
 * Every topic of Signalfall, in one place.
 *
 * <p>All partitioned topics share one partition count, because a stage knows from it how many
 * upstream tasks it must hear progress from before it may decide.
 */
public final class TopicCatalogue {

  public static final String RAW_PROBE = "signalfall.raw.probe.v1";
  public static final String RAW_BGP = "signalfall.raw.bgp.v1";
  public static final String RAW_TRAFFIC = "signalfall.raw.traffic.v1";
  public static final String SIGNALS = "signalfall.signals.v1";
  public static final String VERDICTS = "signalfall.verdicts.v1";
  public static final String EVENTS = "signalfall.events.v1";
  public static final String EVENTS_OUTAGE = "signalfall.events.outage.v1";
  public static final String EVENTS_RESTRICTION = "signalfall.events.restriction.v1";
  public static final String EVENTS_LATEST = "signalfall.events.latest.v1";
  public static final String OBSERVABILITY = "signalfall.observability.v1";
  public static final String EVALUATED = "signalfall.evaluated.v1";
  public static final String DEAD_LETTER = "signalfall.deadletter.v1";

  /** From the tables of BGP, which lie by covering block, to the levels of each scope. */
  public static final String TO_VISIBILITY = "signalfall.internal.visibility.v1";

  /** From the network stage to the scope stage. */
  public static final String TO_SCOPE = "signalfall.internal.scope.v1";

  /** From the network and scope stages to the context stage; always one partition. */
  public static final String TO_CONTEXT = "signalfall.internal.context.v1";

  /** From every stage to the event stage, by country. */
  public static final String TO_EVENT = "signalfall.internal.event.v1";

  /** Partition count of every partitioned topic unless told otherwise. */
  public static final int DEFAULT_PARTITIONS = 6;

  private static final Duration SHORT = Duration.ofDays(7);
  private static final Duration LONG = Duration.ofDays(5 * 365);
  private static final int ONE_MEBIBYTE = 1024 * 1024;

  private final List<Topic> topics;
  private final int partitions;

  /**
   * Creates the catalogue.
   *
   * @param partitions partition count of every partitioned topic, at least 1
   */
  public TopicCatalogue(int partitions) {
    this.partitions = partitions;
    this.topics =
        List.of(
            delete(RAW_PROBE, "network CC/ASn", ProbeRecord.getClassSchema(), SHORT, true),
            delete(RAW_BGP, "covering block", BgpRecord.getClassSchema(), SHORT, false),
            delete(RAW_TRAFFIC, "scope", TrafficRecord.getClassSchema(), SHORT, false),
            delete(SIGNALS, "scope", SignalBin.getClassSchema(), SHORT, false),
            delete(VERDICTS, "scope", SeriesVerdict.getClassSchema(), SHORT, false),
            delete(EVENTS, "event id", ConnectivityEvent.getClassSchema(), LONG, false),
            delete(EVENTS_OUTAGE, "event id", ConnectivityEvent.getClassSchema(), LONG, false),
            delete(EVENTS_RESTRICTION, "event id", ConnectivityEvent.getClassSchema(), LONG, false),
            latestEvents(),
            compact(
                OBSERVABILITY, "feed, collector or vantage", ObservabilityEvent.getClassSchema()),
            compact(EVALUATED, "country and feed", Evaluated.getClassSchema()),
            deadLetter(),
            delete(TO_VISIBILITY, "scope", StageRecord.getClassSchema(), SHORT, false),
            delete(TO_SCOPE, "scope", StageRecord.getClassSchema(), SHORT, false),
            new Topic(
                TO_CONTEXT,
                "service",
                Optional.of(StageRecord.getClassSchema()),
                1,
                CleanupPolicy.DELETE,
                SHORT,
                false,
                Map.of()),
            delete(TO_EVENT, "country", StageRecord.getClassSchema(), SHORT, false));
  }

  /** Returns all topics in the order that data walks. */
  public List<Topic> topics() {
    return topics;
  }

  /** Returns the partition count of every partitioned topic. */
  public int partitions() {
    return partitions;
  }

  /**
   * Returns one topic.
   *
   * @throws IllegalArgumentException when the catalogue has no such topic
   */
  public Topic topic(String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic " + name + " in the catalogue"));
  }

  private Topic delete(
      String name, String key, Schema value, Duration retention, boolean restricted) {
    return new Topic(
        name,
        key,
        Optional.of(value),
        partitions,
        CleanupPolicy.DELETE,
        retention,
        restricted,
        Map.of());
  }

  private Topic compact(String name, String key, Schema value) {
    return new Topic(
        name,
        key,
        Optional.of(value),
        partitions,
        CleanupPolicy.COMPACT_AND_DELETE,
        LONG,
        false,
        Map.of());
  }

  /** A consumer that is away for weeks must still find the tombstones that it missed. */
  private Topic latestEvents() {
    return new Topic(
        EVENTS_LATEST,
        "event id",
        Optional.of(ConnectivityEvent.getClassSchema()),
        partitions,
        CleanupPolicy.COMPACT,
        LONG,
        false,
        Map.of(
            "min.compaction.lag.ms", Long.toString(Duration.ofDays(1).toMillis()),
            "delete.retention.ms", Long.toString(Duration.ofDays(30).toMillis())));
  }

  private Topic deadLetter() {
    return new Topic(
        DEAD_LETTER,
        "source",
        Optional.empty(),
        partitions,
        CleanupPolicy.DELETE,
        Duration.ofDays(30),
        true,
        Map.of("max.message.bytes", Integer.toString(2 * ONE_MEBIBYTE)));
  }
}
