package org.signalfall.ingest.prober;

import java.util.List;
import java.util.Optional;

/**
 * What answered an HTTP request.
 *
 * @param status status code
 * @param fields header fields in their order
 * @param body the first part of the body as text
 */
record HttpAnswer(int status, List<Field> fields, String body) {

  /** One header field. */
  record Field(String name, String value) {}

  private static final int LEGAL_REASONS = 451;

  HttpAnswer {
    fields = List.copyOf(fields);
  }

  List<String> headers(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /** Returns where a redirect leads to. */
  Optional<String> redirect() {
    return status / 100 == 3 ? headers("Location").stream().findFirst() : Optional.empty();
  }

  /**
   * Returns what the answer to a target's request says: a known block page or status 451 (RFC 7725)
   * is a block; a status that isn't the expected one, or a server error, is a working connection to
   * something that may be broken by itself.
   */
  Finding finding(ProbeTarget target, List<BlockPage> blockPages) {
    if (blockPages.stream().anyMatch(page -> page.marks(this))) {
      return Finding.BLOCK_PAGE;
    }
    if (target.status().isPresent()) {
      return target.status().getAsInt() == status ? Finding.PASSED : Finding.UNEXPECTED_ANSWER;
    }
    if (status == LEGAL_REASONS) {
      return Finding.BLOCK_PAGE;
    }
    return status < 500 ? Finding.PASSED : Finding.UNEXPECTED_ANSWER;
  }
}
