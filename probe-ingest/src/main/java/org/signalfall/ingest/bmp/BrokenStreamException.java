package org.signalfall.ingest.bmp;

import java.io.IOException;

/** No message can be found in a stream any more. The message is the reason, without a full stop. */
final class BrokenStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  BrokenStreamException(String reason) {
    super(reason);
  }
}
