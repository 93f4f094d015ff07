package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.Stage;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.StageRecordType;
import org.signalfall.event.Quorum;

/**
 * Passes on what the stages downstream must know of a series: the first verdict, every change
 * between ordinary, affected and unknown, and while affected a refresh now and then.
 */
final class VerdictRelay {

  /** A series that has not spoken yet. */
  static final long NEVER = Long.MIN_VALUE;

  private static final long REFRESH_MS = Duration.ofHours(1).toMillis();

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
   * @param relayedAt when the series last spoke, epoch ms, or {@link #NEVER}
   * @return when it has spoken now
   */
  long relay(SeriesVerdict verdict, double weight, long relayedAt) {
    String country = verdict.getScope().getCountry();
    long now = verdict.getBinEnd().toEpochMilli();
    if (verdict.getBefore() != verdict.getAfter()) {
      forward(Verdicts.key(verdict.getScope()), verdict, NodeNames.VERDICT_TAP);
    }
    boolean changed = standing(verdict.getBefore()) != standing(verdict.getAfter());
    boolean affected = standing(verdict.getAfter()) == Standing.AFFECTED;
    boolean refresh = affected && now - relayedAt >= REFRESH_MS;
    if (relayedAt != NEVER && !changed && !refresh) {
      return relayedAt;
    }
    StageRecord record =
        StageRecord.newBuilder()
            .setType(StageRecordType.VERDICT)
            .setStage(stage)
            .setPartition(context.taskId().partition())
            .setFeed(verdict.getFeed())
            .setTime(Instant.ofEpochMilli(now))
            .setOrigin(verdict.getOrigin())
            .setVerdict(verdict)
            .setWeight(weight)
            .build();
    forward(country, record, NodeNames.TO_EVENT);
    if (!Quorum.widerScopes(verdict.getScope()).isEmpty()) {
      forward(country, record, NodeNames.TO_SCOPE);
    }
    return now;
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

  private static Standing standing(SeriesState state) {
    return switch (state) {
      case UNKNOWN, INSUFFICIENT -> Standing.UNKNOWN;
      case NORMAL, SUSPECT -> Standing.ORDINARY;
      case OPEN, RECOVERING -> Standing.AFFECTED;
    };
  }
}
