package org.signalfall.standalone;

/**
 * The embedded services cannot run; the message is one sentence meant for the person at the
 * keyboard.
 */
public final class StandaloneException extends RuntimeException {
  public StandaloneException(String message) {
    super(message);
  }

  public StandaloneException(String message, Throwable cause) {
    super(message, cause);
  }
}
