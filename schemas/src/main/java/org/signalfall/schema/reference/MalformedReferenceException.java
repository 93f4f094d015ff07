package org.signalfall.schema.reference;

import java.io.IOException;

/** A file is no reference data. The message is one sentence that names the file, and the line. */
public final class MalformedReferenceException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedReferenceException(String place, String reason) {
    super(place + ": " + reason);
  }
}
