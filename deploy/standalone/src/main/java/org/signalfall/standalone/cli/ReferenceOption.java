package org.signalfall.standalone.cli;

import java.nio.file.Path;
import org.signalfall.schema.reference.ReferenceData;
import picocli.CommandLine.Option;

/** Which reference data a command goes by. */
final class ReferenceOption {

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description = "Reference data to go by, see signalfall reference (default: what is shipped).")
  private Path file;

  private ReferenceData data;

  /** Returns the data, which is read once, when it is first asked for. */
  synchronized ReferenceData read() {
    if (data == null) {
      data = ReferenceFiles.read(file);
    }
    return data;
  }
}
