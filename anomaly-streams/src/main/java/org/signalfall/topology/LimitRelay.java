package org.signalfall.topology;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.observe.LimitReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on that a limit was reached: once for each feed and limit, however much is turned away.
 * What was told is lost with the process, so that a restart tells it again.
 */
final class LimitRelay {

  private static final Logger LOG = LoggerFactory.getLogger(LimitRelay.class);

  private final ProcessorContext<String, SpecificRecord> context;
  private final String node;
  private final Function<String, Origin> origins;
  private final ToLongFunction<String> reached;
  private final Set<String> told = new HashSet<>();

  /**
   * Creates the relay of a stage.
   *
   * @param node name of the stage's operator
   * @param origins why a feed's records exist
   * @param reached event time that a feed has come to, epoch ms
   */
  LimitRelay(
      ProcessorContext<String, SpecificRecord> context,
      String node,
      Function<String, Origin> origins,
      ToLongFunction<String> reached) {
    this.context = context;
    this.node = node;
    this.origins = origins;
    this.reached = reached;
  }

  /** Says in the log that a feed has reached a limit. */
  static void warn(String feed, SeriesLimit limit, int most) {
    LOG.warn(
        "Feed {} has reached the limit of {} {}; what is new beyond is not taken up",
        feed,
        most,
        limit.word());
  }

  /** Tells that a feed has reached a limit; returns whether it wasn't told before. */
  boolean reached(String feed, SeriesLimit limit, int most) {
    boolean isFirst = told.add(feed + '\0' + limit);
    if (isFirst) {
      ObservabilityEvent report =
          LimitReport.of(
              feed,
              origins.apply(feed),
              node,
              context.taskId().partition(),
              limit.word(),
              most,
              Instant.ofEpochMilli(Math.max(0, reached.applyAsLong(feed))));
      context.forward(
          new Record<>(feed, report, context.currentStreamTimeMs()),
          NodeNames.sink(node, NodeNames.OBSERVABILITY));
    }
    return isFirst;
  }
}
