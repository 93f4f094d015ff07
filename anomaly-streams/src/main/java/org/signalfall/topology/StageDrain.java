package org.signalfall.topology;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.RosteredFeed;
import org.signalfall.event.UpstreamProgress;

/**
 * The order of a stage that decides each feed for itself: records wait until all tasks upstream
 * have passed their time, are decided in canonical order, and then the stage says how far it has
 * come.
 */
final class StageDrain {

  private final Upstream upstream;
  private final StageInbox inbox;
  private final Stage own;
  private final Function<FeedKind, Map<Stage, Integer>> required;
  private final Consumer<StageRecord> decide;
  private final Consumer<StageRecord> announce;

  /**
   * Creates the order.
   *
   * @param own the stage itself
   * @param required which tasks upstream must be heard for a kind of feed
   * @param decide takes each record in its turn
   * @param announce takes the stage's own progress, its partition still to be filled in
   */
  StageDrain(
      Upstream upstream,
      StageInbox inbox,
      Stage own,
      Function<FeedKind, Map<Stage, Integer>> required,
      Consumer<StageRecord> decide,
      Consumer<StageRecord> announce) {
    this.upstream = upstream;
    this.inbox = inbox;
    this.own = own;
    this.required = required;
    this.decide = decide;
    this.announce = announce;
  }

  /** Takes a record from upstream. That a feed has stalled is passed on with its progress. */
  void take(StageRecord record) {
    switch (record.getType()) {
      case VERDICT, CORRECTION ->
          inbox.keep(record.getFeed(), record.getTime().toEpochMilli(), record);
      case ROSTER -> upstream.enroll(record);
      case PROGRESS, STALL -> {
        upstream.note(record);
        drain(record.getFeed(), upstream.require(record.getFeed()));
      }
      default -> {}
    }
  }

  /** Goes on with whatever an earlier call left. */
  void drainAll() {
    for (KeyValue<String, RosteredFeed> entry : upstream.roster()) {
      drain(entry.key, entry.value);
    }
  }

  /** Decides a bounded number of moments; the next call comes back for the rest. */
  private void drain(String feed, RosteredFeed state) {
    UpstreamProgress progress = state.progress();
    Map<Stage, Integer> stages = required.apply(state.kind());
    Map<Stage, Integer> itself = Map.of(own, 1);
    long through = progress.through(stages);
    boolean ended = progress.isEnded(stages);
    boolean stalled = progress.isStalled(stages);
    if (through == progress.through(itself)
        && ended == progress.isEnded(itself)
        && stalled == progress.isStalled(itself)) {
      return;
    }
    OptionalLong next = inbox.firstTime(feed, through);
    for (int budget = TimedStore.CHUNK; next.isPresent() && budget > 0; budget--) {
      inbox.take(feed, next.getAsLong()).forEach(decide);
      next = inbox.firstTime(feed, through);
    }
    if (next.isEmpty()) {
      StageRecord told =
          StageRecord.newBuilder()
              .setType(stalled ? StageRecordType.STALL : StageRecordType.PROGRESS)
              .setStage(own)
              .setFeed(feed)
              .setTime(Instant.ofEpochMilli(through))
              .setFinalMarker(ended)
              .build();
      upstream.note(told);
      announce.accept(told);
    }
  }
}
