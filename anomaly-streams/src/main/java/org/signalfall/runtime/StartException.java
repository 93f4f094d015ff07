package org.signalfall.runtime;

/** The topology can't start as things are; the message says in one sentence what to do. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
