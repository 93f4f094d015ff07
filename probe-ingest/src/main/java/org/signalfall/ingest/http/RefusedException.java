package org.signalfall.ingest.http;

/** A request that is not taken at all; the message is one sentence for its sender. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * Refuses a request.
   *
   * @param status HTTP status that says why, 4xx (RFC 9110, section 15.5)
   */
  RefusedException(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  int status() {
    return status;
  }
}
