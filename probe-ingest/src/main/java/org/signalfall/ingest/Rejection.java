package org.signalfall.ingest;

import java.util.Arrays;

/**
 * A piece of input that is no record.
 *
 * @param source name of the feed that the input was read for
 * @param place file and line, such as {@code iraq.csv:17}
 * @param reason why it was rejected, as one sentence without a full stop
 * @param bytes the input as received, at most {@link #MAX_BYTES} of it
 * @param originalLength length of the input in bytes before truncation
 */
@SuppressWarnings("ArrayRecordComponent") // Rejections are passed on, never compared.
public record Rejection(
    String source, String place, String reason, byte[] bytes, long originalLength) {

  /** Bytes of the input that are kept: 64 KiB. */
  public static final int MAX_BYTES = 64 * 1024;

  public Rejection {
    if (bytes.length > MAX_BYTES) {
      bytes = Arrays.copyOf(bytes, MAX_BYTES);
    }
  }
}
