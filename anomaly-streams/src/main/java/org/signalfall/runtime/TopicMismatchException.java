package org.signalfall.runtime;

/** The topics are not as the topology needs them; the message says what to do. */
public final class TopicMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TopicMismatchException(String message) {
    super(message);
  }

  TopicMismatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
