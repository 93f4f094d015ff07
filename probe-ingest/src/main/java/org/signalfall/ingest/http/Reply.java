package org.signalfall.ingest.http;

/**
 * What a sender is told.
 *
 * @param status HTTP status
 * @param retryAfterSeconds when the sender may try again, or 0 when that is no use
 * @param json the body
 */
@SuppressWarnings("ArrayRecordComponent") // Replies are written, never compared.
record Reply(int status, int retryAfterSeconds, byte[] json) {

  /** Whether the reply is the last word on its request, rather than an invitation to try again. */
  boolean isFinal() {
    return retryAfterSeconds == 0;
  }
}
