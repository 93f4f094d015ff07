package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.StageRecord;

/**
 * Has the stage's work committed as soon as it has told something that others wait for, while the
 * topology keeps up with its input. When it has fallen behind, or goes through the past, it is
 * committed at the interval of Kafka Streams: each commit writes whatever has changed, so that
 * fewer of them leave time for more input.
 *
 * <p>How long input has waited is known from when the raw record was appended. Every topic stamps
 * records anew, so the stages tell each other in a header.
 */
final class NewsCommit {

  /**
   * Input that was appended longer ago has waited anyway, and a commit more or less is no matter.
   */
  private static final long FRESH_MS = Duration.ofSeconds(5).toMillis();

  /** Least time between two commits that are asked for. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final String RAW_APPENDED = "signalfall-raw-appended";

  private final ProcessorContext<String, SpecificRecord> context;
  private final String node;
  private long rawAppended;
  private long nextAt;
  private boolean isWanted;

  /**
   * Creates it for a stage.
   *
   * @param node name of the stage's processor
   */
  NewsCommit(ProcessorContext<String, SpecificRecord> context, String node) {
    this.context = context;
    this.node = node;
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, this::askIfWanted);
  }

  /** Notes when a raw record was appended, epoch ms. */
  void heard(long appendTime) {
    rawAppended = Math.max(rawAppended, appendTime);
  }

  /** Notes what a stage upstream says of when raw records were appended. */
  void heard(Record<?, ?> record) {
    Header header = record.headers().lastHeader(RAW_APPENDED);
    if (header != null) {
      heard(ByteBuffer.wrap(header.value()).getLong());
    }
  }

  /** Tells stages downstream how far this one has come, and when what it heard was appended. */
  void tell(StageRecord progress, Collection<String> targets) {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(rawAppended).array();
    Headers headers = new RecordHeaders().add(RAW_APPENDED, time);
    Record<String, SpecificRecord> told =
        new Record<>("", progress, context.currentStreamTimeMs(), headers);
    targets.forEach(target -> context.forward(told, NodeNames.sink(node, target)));
    told();
  }

  /** Something has been told that others wait for. */
  void told() {
    long now = context.currentSystemTimeMs();
    if (now - rawAppended <= FRESH_MS) {
      isWanted = true;
      askIfWanted(now);
    }
  }

  private void askIfWanted(long now) {
    if (isWanted && now >= nextAt) {
      isWanted = false;
      nextAt = now + PAUSE.toMillis();
      context.commit();
    }
  }
}
