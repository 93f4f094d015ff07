package org.signalfall.evaluate;

/** Something cannot be evaluated; the message is one sentence for a person. */
public final class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public EvaluationException(String message) {
    super(message);
  }

  /** Creates the exception with what led to it. */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
