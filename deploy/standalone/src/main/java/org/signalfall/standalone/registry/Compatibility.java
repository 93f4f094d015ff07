package org.signalfall.standalone.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Decides by Avro's schema resolution rules whether a schema may follow earlier versions.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#schema-resolution">Avro
 *     specification, Schema Resolution</a>
 */
final class Compatibility {
  private Compatibility() {}

  /**
   * Checks a candidate.
   *
   * @param earlier the subject's live versions, oldest first
   * @return one message per rule broken; empty when the candidate may be registered
   */
  static List<String> check(
      CompatibilityLevel level, Schema candidate, List<SchemaVersion> earlier) {
    int from = level.transitive() ? 0 : Math.max(0, earlier.size() - 1);
    List<String> messages = new ArrayList<>();
    for (SchemaVersion version : earlier.subList(from, earlier.size())) {
      Schema old = AvroText.parse(version.schema());
      if (level.backward()) {
        explain(level, version, "the new schema cannot read data of", candidate, old, messages);
      }
      if (level.forward()) {
        explain(level, version, "new data cannot be read by", old, candidate, messages);
      }
    }
    return messages;
  }

  private static void explain(
      CompatibilityLevel level,
      SchemaVersion version,
      String relation,
      Schema reader,
      Schema writer,
      List<String> messages) {
    for (Incompatibility found :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      messages.add(
          "%s: %s version %d: %s at %s: %s"
              .formatted(
                  level,
                  relation,
                  version.version(),
                  found.getType(),
                  found.getLocation(),
                  found.getMessage()));
    }
  }
}
