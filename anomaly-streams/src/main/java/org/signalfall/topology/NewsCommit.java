package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

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

  private final ProcessorContext<?, ?> context;
  private long rawAppended;
  private long nextAt;
  private boolean isWanted;

  NewsCommit(ProcessorContext<?, ?> context) {
    this.context = context;
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

  /** Returns headers that pass on what was heard. */
  Headers headers() {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(rawAppended).array();
    return new RecordHeaders().add(RAW_APPENDED, time);
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
