package org.signalfall.ingest.input;

import java.io.IOException;

/**
 * Compressed input can't be unpacked any further. The message is the reason, without a full stop.
 */
public final class DamagedInputException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedInputException(Exception cause) {
    super("the compressed data is damaged or ends early: " + detail(cause), cause);
  }

  private static String detail(Exception cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
