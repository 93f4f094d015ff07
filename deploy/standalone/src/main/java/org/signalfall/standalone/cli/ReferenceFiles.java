package org.signalfall.standalone.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.signalfall.schema.reference.MalformedReferenceException;
import org.signalfall.schema.reference.ReferenceData;

/** Finds the reference data that a command line means. */
final class ReferenceFiles {

  private ReferenceFiles() {}

  /**
   * Returns the data of a file, or what is shipped when none is named.
   *
   * @throws CliException when the file can't be read
   */
  static ReferenceData read(Path file) {
    if (file == null) {
      return ReferenceData.builtIn();
    }
    try {
      return ReferenceData.read(file);
    } catch (NoSuchFileException e) {
      throw new CliException("There is no file " + file + ".", e);
    } catch (MalformedReferenceException e) {
      throw new CliException(e.getMessage(), e);
    } catch (IOException e) {
      throw new CliException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
