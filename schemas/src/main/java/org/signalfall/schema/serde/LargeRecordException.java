package org.signalfall.schema.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A record has more bytes than it may; what it would have been is kept for whoever looks. */
public final class LargeRecordException extends SerializationException {

  private static final long serialVersionUID = 1;

  private final transient byte[] bytes;

  LargeRecordException(String topic, byte[] bytes, int limit) {
    super(
        "a record for topic %s has %d bytes, which is more than the %d that it may have"
            .formatted(topic, bytes.length, limit));
    this.bytes = bytes;
  }

  /** Returns the record as it would have been written. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
