package org.signalfall.ingest.prober;

import java.util.regex.Pattern;
import org.signalfall.ingest.input.Quoted;

/** The form of a request's path. */
final class RequestPath {

  /** RFC 9112, 3.2.1: what is not printable ASCII has to be percent-encoded. */
  private static final Pattern FORM = Pattern.compile("/[!-~]{0,2000}");

  private RequestPath() {}

  static void check(String path) {
    if (!FORM.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "the path " + Quoted.of(path) + " is no printable ASCII that begins with /");
    }
  }
}
