package org.signalfall.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.FeedKind;
import org.signalfall.detect.SeriesStatus;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.signal.SeriesId;

/**
 * Tells on the tap of verdicts that no series of a stalled feed is judged, and when it has resumed,
 * where each stands that is judged again. What is known of the series stays as it is.
 */
final class SightTap {

  /** Returns what a verdict on a series of a feed is about. */
  interface Subjects {
    Subject of(String feed, SeriesId id);
  }

  private final ProcessorContext<String, SpecificRecord> context;
  private final String node;
  private final FeedKind kind;
  private final KeyValueStore<Bytes, byte[]> series;
  private final Subjects subjects;
  private final Function<byte[], SeriesVerdict> unjudged;

  /** Last series that was told, by feed. Lost with the process: then all are told again. */
  private final Map<String, String> told = new HashMap<>();

  /**
   * Creates the teller of a stage.
   *
   * @param node name of the stage's operator
   * @param unjudged reads a stored series, and says that it isn't judged any more
   */
  SightTap(
      ProcessorContext<String, SpecificRecord> context,
      String node,
      FeedKind kind,
      KeyValueStore<Bytes, byte[]> series,
      Subjects subjects,
      Function<byte[], SeriesVerdict> unjudged) {
    this.context = context;
    this.node = node;
    this.kind = kind;
    this.series = series;
    this.subjects = subjects;
    this.unjudged = unjudged;
  }

  /**
   * Tells a bounded number of series; returns whether all have been told.
   *
   * @param stalled whether the feed has stalled, else it has resumed
   * @param time event time through which the feed has come, epoch ms
   */
  boolean tell(String feed, boolean stalled, long time) {
    List<KeyValue<String, byte[]>> next =
        StoreKeys.following(series, feed, told.getOrDefault(feed, ""), TimedStore.CHUNK);
    for (KeyValue<String, byte[]> one : next) {
      SeriesVerdict verdict = unjudged.apply(one.value);
      if (verdict.before() != SeriesStatus.INSUFFICIENT) {
        forward(
            subjects.of(feed, SeriesId.decoded(one.key)),
            stalled ? verdict : verdict.undone(),
            time);
      }
    }
    boolean all = next.size() < TimedStore.CHUNK;
    if (all) {
      told.remove(feed);
    } else {
      told.put(feed, next.get(next.size() - 1).key);
    }
    return all;
  }

  private void forward(Subject subject, SeriesVerdict judged, long time) {
    org.signalfall.avro.SeriesVerdict verdict = Verdicts.contract(subject, time, judged);
    verdict.setFeedKind(kind);
    context.forward(
        new Record<>(Verdicts.key(verdict.getScope()), verdict, context.currentStreamTimeMs()),
        NodeNames.sink(node, NodeNames.VERDICT_TAP));
  }
}
