package org.signalfall.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.observe.ClockReport;
import org.signalfall.observe.LateReport;
import org.signalfall.observe.LimitReport;
import org.signalfall.observe.StallReport;
import org.signalfall.schema.topic.ClockSkew;
import org.signalfall.signal.Blindness;
import org.signalfall.signal.FeedProgress;
import org.signalfall.signal.LateCount;

/**
 * What every network stage does with the envelope of a raw record: drops duplicates, notes
 * promises, tells late from timely, and tells the stages downstream how far it has come.
 */
final class FeedGate {

  /** Feeds are few, unless somebody invents them. */
  private static final int MOST_AT_HAND = 256;

  /** The context stage hears of progress through the scope stage alone. */
  static final Set<String> PROGRESS_TO = Set.of(NodeNames.TO_SCOPE, NodeNames.TO_EVENT);

  private static final Set<String> ROSTER_TO =
      Set.of(NodeNames.TO_SCOPE, NodeNames.TO_CONTEXT, NodeNames.TO_EVENT);

  private final ProcessorContext<String, SpecificRecord> context;
  private final AtHand<String, FeedProgress> progresses;
  private final Stage stage;
  private final FeedKind kind;
  private final String node;
  private final Set<String> progressTo;
  private final Set<String> rosterTo;
  private final int mostFeeds;
  private final Telemetry.Task telemetry;
  private final NewsCommit commits;
  private final Set<String> known = new TreeSet<>();
  private final Map<String, Long> lastMarkers = new HashMap<>();
  private final Map<String, String> clockReports = new HashMap<>();
  private boolean toldFull;

  /**
   * Creates the gate.
   *
   * @param progressTo the stages that wait for this one
   * @param mostFeeds how many feeds there may be
   */
  FeedGate(
      ProcessorContext<String, SpecificRecord> context,
      KeyValueStore<String, byte[]> feeds,
      Stage stage,
      String node,
      Set<String> progressTo,
      int mostFeeds,
      Telemetry.Task telemetry) {
    this.context = context;
    this.progresses =
        new AtHand<>(
            MOST_AT_HAND,
            feed -> FeedProgress.decode(feeds.get(feed)),
            (feed, progress) -> feeds.put(feed, progress.encode()));
    this.stage = stage;
    this.kind = kindOf(stage);
    this.node = node;
    this.progressTo = progressTo;
    this.rosterTo = new TreeSet<>(ROSTER_TO);
    this.rosterTo.addAll(progressTo);
    this.mostFeeds = mostFeeds;
    this.telemetry = telemetry;
    this.commits = new NewsCommit(context, node);
    try (KeyValueIterator<String, byte[]> all = feeds.all()) {
      all.forEachRemaining(entry -> known.add(entry.key));
    }
  }

  private static FeedKind kindOf(Stage stage) {
    return switch (stage) {
      case NETWORK_PROBE -> FeedKind.PROBE;
      case BGP_TABLES -> FeedKind.BGP;
      case NETWORK_TRAFFIC -> FeedKind.TRAFFIC;
      default -> throw new IllegalArgumentException("no raw records come to the stage " + stage);
    };
  }

  /**
   * Takes a raw record.
   *
   * @param appendTime when Kafka took the record, epoch ms
   * @param data takes what is data, once it is known to be new, or is sent again on purpose
   * @param moved is told when a feed may have come further, or has stalled or resumed
   */
  void take(RawEnvelope raw, long appendTime, Runnable data, Runnable moved) {
    requireName(raw.feed());
    commits.heard(appendTime);
    boolean isNew = raw.sentAgain() && raw.kind() == RawEnvelope.Kind.DATA;
    if (!isNew && !admits(raw.feed(), raw.lane(), raw.sequence())) {
      return;
    }
    switch (raw.kind()) {
      case DATA -> data.run();
      case MARKER -> {
        promise(raw.feed(), raw.lane(), require(raw.marker()), raw.origin(), appendTime);
        context.recordMetadata().ifPresent(at -> lastMarkers.put(raw.feed(), at.offset()));
        moved.run();
      }
      case ROSTER -> {
        roster(require(raw.roster()), raw.origin(), appendTime);
        moved.run();
      }
      case STALL, RESUME -> {
        boolean stalled = raw.kind() == RawEnvelope.Kind.STALL;
        stall(raw.feed(), raw.origin(), stalled, require(raw.stall()), appendTime);
        moved.run();
      }
    }
  }

  /** Returns the body of a record, which must not lack what its type announces. */
  static <T> T require(T body) {
    if (body == null) {
      throw new RefusedRecordException("the record lacks the body that its type announces");
    }
    return body;
  }

  private static void requireName(String feed) {
    if (feed.isEmpty() || feed.indexOf('\0') >= 0) {
      throw new RefusedRecordException("the record names no feed");
    }
  }

  /** A feed that is new has to find room. */
  private void requireRoom(String feed) {
    if (!known.contains(feed) && known.size() >= mostFeeds) {
      telemetry.limitHit(SeriesLimit.FEEDS);
      reportFull(feed);
      throw new RefusedRecordException(
          "the feed %s is one too many: there are %d already".formatted(feed, known.size()));
    }
  }

  /** One is told of for all that come after it: their names are anybody's. */
  private void reportFull(String feed) {
    if (!toldFull) {
      toldFull = true;
      report(
          feed,
          LimitReport.of(
              feed,
              Origin.UNKNOWN,
              node,
              partition(),
              SeriesLimit.FEEDS.word(),
              mostFeeds,
              Instant.ofEpochMilli(context.currentStreamTimeMs())));
    }
  }

  /** Returns whether the record is new, and remembers it as seen. */
  private boolean admits(String feed, int lane, long sequence) {
    FeedProgress progress = progress(feed);
    boolean fresh;
    try {
      fresh = progress.accept(lane, sequence);
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(e.getMessage());
    }
    keep(feed, progress);
    return fresh;
  }

  /** Returns whether the time comes behind what its feed has promised. */
  boolean isLate(String feed, long time, long appendTime) {
    requirePlausible(feed, time, appendTime);
    FeedProgress progress = progress(feed);
    boolean late = progress.isLate(time);
    if (late) {
      telemetry.late(feed);
      keep(feed, progress);
    }
    return late;
  }

  /** Notes a lane's promise. */
  private void promise(
      String feed, int lane, ProgressMarker marker, Origin origin, long appendTime) {
    long through = marker.getThrough().toEpochMilli();
    requirePlausible(feed, through, appendTime);
    FeedProgress progress = progress(feed);
    try {
      progress.promise(lane, marker.getLanes(), through, marker.getFinalMarker(), origin);
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(e.getMessage());
    }
    keep(feed, progress);
  }

  private void requirePlausible(String feed, long time, long appendTime) {
    if (time <= 0) {
      throw implausible(time, appendTime);
    }
    requireNotAhead(feed, time, appendTime);
  }

  private void requireNotAhead(String feed, long time, long appendTime) {
    if (ClockSkew.isAhead(time, appendTime)) {
      reportClock(feed, Instant.ofEpochMilli(appendTime));
      throw implausible(time, appendTime);
    }
  }

  /**
   * A feed whose clock is ahead is told of once an hour, however much it sends. One that isn't
   * known yet is not told of: a record can name any.
   */
  private void reportClock(String feed, Instant appended) {
    if (!known.contains(feed)) {
      return;
    }
    ObservabilityEvent report = ClockReport.of(feed, partition(), origin(feed), appended);
    if (!report.getObservationId().equals(clockReports.put(feed, report.getObservationId()))) {
      report(feed, report);
    }
  }

  private static RefusedRecordException implausible(long time, long appendTime) {
    return new RefusedRecordException(
        "dated %s, which is before 1970 or more than %d minutes ahead of its arrival at %s"
            .formatted(
                Instant.ofEpochMilli(time),
                ClockSkew.ALLOWED.toMinutes(),
                Instant.ofEpochMilli(appendTime)));
  }

  /** Returns the feeds that have bins to close, in order of name. */
  List<String> withWork() {
    List<String> names = new ArrayList<>();
    for (String feed : known) {
      if (progresses.get(feed).hasWork()) {
        names.add(feed);
      }
    }
    return names;
  }

  /** Returns why the feed's records exist. */
  Origin origin(String feed) {
    return progress(feed).origin();
  }

  /** Returns the event time through which the feed's bins may be closed, epoch ms. */
  long watermark(String feed) {
    return progress(feed).watermark();
  }

  /** Returns whether {@link #tellSight} has anything to tell. */
  boolean hasSightToTell(String feed) {
    return progress(feed).hasSightToTell();
  }

  /**
   * Tells on the tap, before it is announced, that the feed has stalled or resumed; returns whether
   * nothing is left to tell.
   */
  boolean tellSight(String feed, SightTap tap) {
    FeedProgress progress = progress(feed);
    return !progress.hasSightToTell() || tap.tell(feed, progress.isStalled(), progress.watermark());
  }

  /** Returns when the feed last was out of sight. */
  Blindness blindness(String feed) {
    return progress(feed).blindness();
  }

  /**
   * Tells everyone downstream that every bin through the watermark is closed, and whether the feed
   * has stalled there.
   */
  void announce(String feed) {
    FeedProgress progress = progress(feed);
    progress.closed();
    tellTelemetry(feed, progress);
    if (progress.late().isDue(progress.watermark()) || hasUnreportedAtEnd(progress)) {
      report(feed, lateReport(feed, progress));
      progress.lateReported();
    }
    keep(feed, progress);
    commits.tell(
        StageRecord.newBuilder()
            .setStage(stage)
            .setPartition(partition())
            .setType(progress.isStalled() ? StageRecordType.STALL : StageRecordType.PROGRESS)
            .setFeed(feed)
            .setOrigin(progress.origin())
            .setTime(Instant.ofEpochMilli(Math.max(0, progress.watermark())))
            .setFinalMarker(progress.isEnded())
            .setRawOffset(lastMarkers.get(feed))
            .build(),
        progressTo);
  }

  private ObservabilityEvent lateReport(String feed, FeedProgress progress) {
    LateCount late = progress.late();
    return LateReport.of(
        feed,
        partition(),
        progress.origin(),
        Instant.ofEpochMilli(late.earliest()),
        Instant.ofEpochMilli(late.latest()),
        Instant.ofEpochMilli(progress.watermark()),
        late.unreported());
  }

  private static boolean hasUnreportedAtEnd(FeedProgress progress) {
    return progress.isEnded() && progress.late().unreported() > 0;
  }

  /** Passes a change of the roster on to everyone downstream. */
  private void roster(RosterChange change, Origin origin, long appendTime) {
    requireName(change.getFeed());
    requireNotAhead(change.getFeed(), change.getEffective().toEpochMilli(), appendTime);
    if (change.getJoins() && change.getKind() == kind) {
      FeedProgress progress = progress(change.getFeed());
      try {
        progress.rosterLanes(change.getLanes(), change.getEffective().toEpochMilli());
      } catch (IllegalArgumentException e) {
        throw new RefusedRecordException(e.getMessage());
      }
      keep(change.getFeed(), progress);
    }
    StageRecord record =
        StageRecord.newBuilder()
            .setStage(stage)
            .setPartition(partition())
            .setType(StageRecordType.ROSTER)
            .setFeed(change.getFeed())
            .setOrigin(origin)
            .setTime(change.getEffective())
            .setRoster(change)
            .build();
    rosterTo.forEach(target -> forward("", record, target));
  }

  /** Notes that a feed has stalled, or has resumed; one task reports it for all. */
  private void stall(
      String feed, Origin origin, boolean stalled, FeedStall stall, long appendTime) {
    requireNotAhead(feed, stall.getThrough().toEpochMilli(), appendTime);
    FeedProgress progress = progress(feed);
    boolean news = progress.say(stalled, stall.getThrough().toEpochMilli());
    keep(feed, progress);
    if (news && partition() == 0) {
      report(feed, StallReport.of(feed, origin, stall.getThrough(), stalled));
    }
  }

  private void report(String feed, ObservabilityEvent report) {
    forward(feed, report, NodeNames.OBSERVABILITY);
  }

  private int partition() {
    return context.taskId().partition();
  }

  private void forward(String key, SpecificRecord value, String target) {
    context.forward(
        new Record<>(key, value, context.currentStreamTimeMs()), NodeNames.sink(node, target));
  }

  private void tellTelemetry(String feed, FeedProgress progress) {
    if (progress.isEnded() || progress.isStalled()) {
      telemetry.progressEnds(feed);
    } else {
      telemetry.progress(feed, progress.watermark());
    }
  }

  private FeedProgress progress(String feed) {
    requireRoom(feed);
    return progresses.get(feed);
  }

  private void keep(String feed, FeedProgress progress) {
    known.add(feed);
    progresses.put(feed, progress);
  }

  /** Writes what has changed; to be called before each commit. */
  void write() {
    progresses.write();
  }
}
