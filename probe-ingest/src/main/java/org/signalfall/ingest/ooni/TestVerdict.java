package org.signalfall.ingest.ooni;

import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * What the test itself concludes about a component.
 *
 * @param says FAILURE, SUCCESS, NO_EVIDENCE when nothing may be concluded, UNKNOWN when the test is
 *     silent and its rows decide
 * @param failure failure that the test names
 * @param layer layer to name when no row does
 */
record TestVerdict(Outcome says, Optional<String> failure, Layer layer) {

  static final TestVerdict SILENT =
      new TestVerdict(Outcome.UNKNOWN, Optional.empty(), Layer.UNKNOWN);

  static final TestVerdict NOTHING =
      new TestVerdict(Outcome.NO_EVIDENCE, Optional.empty(), Layer.UNKNOWN);

  static final TestVerdict PASSED =
      new TestVerdict(Outcome.SUCCESS, Optional.empty(), Layer.UNKNOWN);

  static TestVerdict blocked(Optional<String> failure, Layer tried) {
    Layer layer = failure.map(text -> Failures.layer(text, tried)).orElse(tried);
    return new TestVerdict(Outcome.FAILURE, failure, layer);
  }

  /**
   * Reads a status of {@code ok} or {@code blocked}. A service that answered with unexpected
   * content over a connection that worked is no evidence of interference.
   */
  static TestVerdict ofStatus(Fields testKeys, String statusName, String failureName)
      throws MalformedRecordException {
    Optional<String> status = testKeys.text(statusName);
    Optional<String> failure = testKeys.failure(failureName);
    if (status.filter("ok"::equals).isPresent()) {
      return PASSED;
    }
    if (status.filter("blocked"::equals).isEmpty()) {
      return SILENT;
    }
    boolean inconclusive =
        failure.filter(text -> Failures.isContent(text) || Failures.saysNothing(text)).isPresent();
    return inconclusive ? NOTHING : blocked(failure, Layer.HTTP);
  }
}
