package org.signalfall.schema.json;

/** A text is no event; the message says where it goes wrong, and why. */
public final class MalformedEventException extends Exception {

  MalformedEventException(String reason) {
    super(reason);
  }

  MalformedEventException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
