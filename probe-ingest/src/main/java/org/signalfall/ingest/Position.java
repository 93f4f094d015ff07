package org.signalfall.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a producer has come in its input. It is committed in the transaction of what was written,
 * as the offset of a consumer group of the producer's own, so that either both are there or
 * neither.
 *
 * @param identity what tells the input from others
 * @param written how many records of the input are written, in the order that it gives them
 * @param sequence number of the last record of the lane, markers included; 0 for dead letters
 * @param through event time through which the lane has promised to have sent everything, in
 *     milliseconds since the epoch; {@link Long#MIN_VALUE} before the first promise
 * @param finished whether that was all of the input
 */
record Position(String identity, long written, long sequence, long through, boolean finished) {

  private static final Pattern METADATA =
      Pattern.compile("v1 identity=(\\S+) sequence=(\\d+) through=(-?\\d+) finished=(true|false)");

  static Position startOf(String identity) {
    return new Position(identity, 0, 0, Long.MIN_VALUE, false);
  }

  OffsetAndMetadata toOffset() {
    return new OffsetAndMetadata(
        written,
        "v1 identity=%s sequence=%d through=%d finished=%s"
            .formatted(identity, sequence, through, finished));
  }

  /** Reads back what was committed; an offset that is none of ours is no position. */
  static Optional<Position> of(OffsetAndMetadata offset) {
    Matcher metadata = METADATA.matcher(offset.metadata());
    if (!metadata.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Position(
            metadata.group(1),
            offset.offset(),
            Long.parseLong(metadata.group(2)),
            Long.parseLong(metadata.group(3)),
            Boolean.parseBoolean(metadata.group(4))));
  }
}
