package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.detect.SeriesStatus;
import org.signalfall.event.Quorum;

/**
 * Passes on what the stages downstream must know of a series: the first verdict, every change
 * between ordinary, affected and unknown, for the scope stage alone that probes begin or cease to
 * be suspect, and while affected a refresh whenever the affected span has become a quarter longer
 * since it was last spoken of, or six hours. So what is known of a young event, how sure it is
 * above all, is known downstream soon, and an old one costs little.
 */
final class VerdictRelay {

  /** A series that has not spoken yet. */
  static final long NEVER = Long.MIN_VALUE;

  /** Often enough to tell a day's silence; each refresh costs the event stage a look. */
  private static final long REFRESH_MS = Duration.ofHours(6).toMillis();

  private static final int GROWTH = 4;

  private final ProcessorContext<String, SpecificRecord> context;
  private final Stage stage;
  private final FeedKind kind;
  private final String node;

  VerdictRelay(ProcessorContext<String, SpecificRecord> context, Stage stage, String node) {
    this.context = context;
    this.stage = stage;
    this.kind = kindOf(stage);
    this.node = node;
  }

  private static FeedKind kindOf(Stage stage) {
    return switch (stage) {
      case NETWORK_PROBE -> FeedKind.PROBE;
      case NETWORK_BGP -> FeedKind.BGP;
      case NETWORK_TRAFFIC -> FeedKind.TRAFFIC;
      default -> throw new IllegalArgumentException("no series are judged at the stage " + stage);
    };
  }

  /**
   * Passes on the verdict if it is worth it.
   *
   * @param subject series that was judged
   * @param binEnd end of the bin judged, or the moment of a lapse, epoch ms
   * @param weight weight of the series among its like
   * @param relayedAt when the series last spoke, epoch ms, or {@link #NEVER}
   * @return when it has spoken now
   */
  long relay(
      Subject subject,
      org.signalfall.detect.SeriesVerdict judged,
      long binEnd,
      double weight,
      long relayedAt) {
    if (!isHeard(judged, binEnd, relayedAt)) {
      return relayedAt;
    }
    boolean changed = isChange(judged);
    boolean speaks = speaks(judged, binEnd, relayedAt);
    SeriesVerdict verdict = contract(subject, binEnd, judged);
    if (judged.isTransition()) {
      forward(Verdicts.key(verdict.getScope()), Verdicts.forTap(verdict), NodeNames.VERDICT_TAP);
    }
    StageRecord record = record(StageRecordType.VERDICT, verdict, binEnd, weight);
    String country = verdict.getScope().getCountry();
    if (!speaks) {
      if (subject.family() == SignalFamily.PROBE && isSuspicion(judged)) {
        vote(country, record);
      }
      return relayedAt;
    }
    forward(Audience.of(verdict), record, NodeNames.TO_EVENT);
    // A vote that stays the same need not be cast again, but failures that add up are news. Silence
    // takes none back: the rest would weigh more for it.
    boolean fallsSilent =
        changed
            && judged.after() == SeriesStatus.INSUFFICIENT
            && judged.before() != SeriesStatus.SUSPECT;
    boolean addsUp = changed || subject.family() == SignalFamily.PROBE;
    boolean votes = relayedAt == NEVER || (addsUp && !fallsSilent);
    if (votes) {
      vote(country, record);
    }
    return binEnd;
  }

  /** Passes on that a series is forgotten, and takes back its vote. */
  void retire(Subject subject, org.signalfall.detect.SeriesVerdict last, long time) {
    SeriesVerdict verdict = contract(subject, time, last);
    StageRecord record = record(StageRecordType.VERDICT, verdict, time, 0);
    String country = verdict.getScope().getCountry();
    if (last.isTransition()) {
      forward(Verdicts.key(verdict.getScope()), Verdicts.forTap(verdict), NodeNames.VERDICT_TAP);
      forward(Audience.of(verdict), record, NodeNames.TO_EVENT);
    }
    vote(country, record);
  }

  private void vote(String country, StageRecord record) {
    if (!Quorum.widerScopes(record.getVerdict().getScope()).isEmpty()) {
      forward(country, record, NodeNames.TO_SCOPE);
    }
  }

  /**
   * Passes on what a series comes to after late data, as a correction, which opens nothing; it is a
   * vote as well.
   *
   * @param time event time at which that is known, epoch ms
   */
  void correct(
      Subject subject, org.signalfall.detect.SeriesVerdict corrected, long time, double weight) {
    SeriesVerdict verdict = contract(subject, time, corrected);
    forward(Verdicts.key(verdict.getScope()), Verdicts.forTap(verdict), NodeNames.VERDICT_TAP);
    String country = verdict.getScope().getCountry();
    StageRecord record = record(StageRecordType.CORRECTION, verdict, time, weight);
    forward(Audience.of(verdict), record, NodeNames.TO_EVENT);
    vote(country, record);
  }

  private SeriesVerdict contract(
      Subject subject, long binEnd, org.signalfall.detect.SeriesVerdict judged) {
    SeriesVerdict verdict = Verdicts.contract(subject, binEnd, judged);
    verdict.setFeedKind(kind);
    return verdict;
  }

  private StageRecord record(
      StageRecordType type, SeriesVerdict verdict, long time, double weight) {
    return StageRecord.newBuilder()
        .setType(type)
        .setStage(stage)
        .setPartition(context.taskId().partition())
        .setFeed(verdict.getFeed())
        .setTime(Instant.ofEpochMilli(time))
        .setOrigin(verdict.getOrigin())
        .setVerdict(verdict)
        .setWeight(weight)
        .build();
  }

  /** Returns whether anybody would hear of the verdict, which a bin may be judged early for. */
  static boolean isHeard(org.signalfall.detect.SeriesVerdict judged, long binEnd, long relayedAt) {
    return judged.isTransition() || speaks(judged, binEnd, relayedAt);
  }

  private static boolean speaks(
      org.signalfall.detect.SeriesVerdict judged, long binEnd, long relayedAt) {
    long grown = (relayedAt - judged.firstBin()) / GROWTH;
    boolean refresh =
        judged.after().isAffected()
            && binEnd - relayedAt >= Math.min(REFRESH_MS, Math.max(1, grown));
    return relayedAt == NEVER || isChange(judged) || refresh;
  }

  private static boolean isChange(org.signalfall.detect.SeriesVerdict judged) {
    return standing(judged.before()) != standing(judged.after());
  }

  /**
   * What is suspect in many networks, or seems to fail in many countries, is known sooner than what
   * does in each.
   */
  private static boolean isSuspicion(org.signalfall.detect.SeriesVerdict judged) {
    return (judged.before() == SeriesStatus.SUSPECT) != (judged.after() == SeriesStatus.SUSPECT);
  }

  private void forward(String key, SpecificRecord value, String target) {
    context.forward(
        new Record<>(key, value, context.currentStreamTimeMs()), NodeNames.sink(node, target));
  }

  private enum Standing {
    UNKNOWN,
    ORDINARY,
    AFFECTED
  }

  private static Standing standing(SeriesStatus status) {
    return switch (status) {
      case INSUFFICIENT -> Standing.UNKNOWN;
      case NORMAL, SUSPECT -> Standing.ORDINARY;
      case OPEN, RECOVERING -> Standing.AFFECTED;
    };
  }
}
