package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.detect.SeriesStatus;
import org.signalfall.event.Quorum;

/**
 * Passes on what the stages downstream must know of a series: the first verdict, every change
 * between ordinary, affected and unknown, and while affected a refresh now and then.
 */
final class VerdictRelay {

  /** A series that has not spoken yet. */
  static final long NEVER = Long.MIN_VALUE;

  /** Often enough to tell a day's silence; each refresh costs the event stage a look. */
  private static final long REFRESH_MS = Duration.ofHours(6).toMillis();

  private final ProcessorContext<String, SpecificRecord> context;
  private final Stage stage;
  private final String node;

  VerdictRelay(ProcessorContext<String, SpecificRecord> context, Stage stage, String node) {
    this.context = context;
    this.stage = stage;
    this.node = node;
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
    boolean changed = standing(judged.before()) != standing(judged.after());
    boolean refresh = judged.after().isAffected() && binEnd - relayedAt >= REFRESH_MS;
    boolean speaks = relayedAt == NEVER || changed || refresh;
    if (!speaks && !judged.isTransition()) {
      return relayedAt;
    }
    SeriesVerdict verdict = Verdicts.contract(subject, binEnd, judged);
    if (judged.isTransition()) {
      forward(Verdicts.key(verdict.getScope()), verdict, NodeNames.VERDICT_TAP);
    }
    if (!speaks) {
      return relayedAt;
    }
    StageRecord record =
        StageRecord.newBuilder()
            .setType(StageRecordType.VERDICT)
            .setStage(stage)
            .setPartition(context.taskId().partition())
            .setFeed(verdict.getFeed())
            .setTime(Instant.ofEpochMilli(binEnd))
            .setOrigin(verdict.getOrigin())
            .setVerdict(verdict)
            .setWeight(weight)
            .build();
    String country = verdict.getScope().getCountry();
    forward(country, record, NodeNames.TO_EVENT);
    // A vote that stays the same need not be cast again.
    boolean votes = relayedAt == NEVER || changed;
    if (votes && !Quorum.widerScopes(verdict.getScope()).isEmpty()) {
      forward(country, record, NodeNames.TO_SCOPE);
    }
    return binEnd;
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
