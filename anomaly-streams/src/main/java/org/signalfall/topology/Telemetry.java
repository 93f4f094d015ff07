package org.signalfall.topology;

import java.util.Map;
import org.signalfall.avro.Category;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.SeriesState;

/**
 * Where the stages tell how they fare; nothing that they decide depends on it. Reaches them, and
 * the handlers of exceptions, through the configuration of Kafka Streams under {@link #CONFIG}. Has
 * to be safe for several threads.
 */
public interface Telemetry {

  /** Configuration key. */
  String CONFIG = "signalfall.telemetry";

  /** Nobody listens. */
  Telemetry NONE = new Telemetry() {};

  /**
   * Returns where one task of a stage tells how it fares.
   *
   * @param stage name of the stage's operator
   */
  default Task task(String stage, int partition) {
    return Task.NONE;
  }

  /** Counts a dead letter of a topic. */
  default void deadLetter(String topic, DeadLetterKind kind) {}

  /** Returns whoever listens, by the configuration of Kafka Streams. */
  static Telemetry of(Map<String, ?> configs) {
    return configs.get(CONFIG) instanceof Telemetry telemetry ? telemetry : NONE;
  }

  /** One task of a stage. */
  interface Task extends AutoCloseable {

    /** Nobody listens. */
    Task NONE = new Task() {};

    /** The stage has done all of a feed that lies before an event time, epoch ms. */
    default void progress(String feed, long through) {}

    /** The feed has ended or is no longer waited for: it falls behind no more. */
    default void progressEnds(String feed) {}

    /** A bin or a vote was judged. */
    default void judged(SeriesState status) {}

    /** A record came behind what its feed had promised. */
    default void late(String feed) {}

    /** Something was not taken up because a limit was reached. */
    default void limitHit(SeriesLimit limit) {}

    /** The task knows so many series. */
    default void series(long known) {}

    /** A revision was published. */
    default void published(Category category, EventStatus status) {}

    /** So many events of a category are open. */
    default void open(Category category, long events) {}

    /** The task moves elsewhere: what it stood at no longer counts here. */
    @Override
    default void close() {}
  }
}
