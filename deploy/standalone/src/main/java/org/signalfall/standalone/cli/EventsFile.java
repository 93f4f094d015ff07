package org.signalfall.standalone.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.EventJson;

/** Where event revisions go as JSON Lines: a file, or standard output for {@code -}. */
final class EventsFile {

  private static final String STDOUT = "-";

  private final String name;

  private EventsFile(String name) {
    this.name = name;
  }

  /**
   * Takes the name of a file, before the work that is to fill it begins.
   *
   * @param name file or {@code -}; null for nowhere
   * @throws CliException if such a file cannot be written
   */
  static EventsFile of(String name) {
    if (name != null && !name.equals(STDOUT)) {
      Path folder = Path.of(name).toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new CliException("The events cannot go to " + name + ": there is no such folder.");
      }
      if (Files.isDirectory(Path.of(name)) || !Files.isWritable(existing(name, folder))) {
        throw new CliException("The events cannot go to " + name + ": it cannot be written.");
      }
    }
    return new EventsFile(name);
  }

  /** Returns whether standard output belongs to the events. */
  boolean takesStdout() {
    return STDOUT.equals(name);
  }

  /** Writes one line per revision. */
  void write(List<ConnectivityEvent> revisions, PrintWriter stdout) {
    if (takesStdout()) {
      revisions.forEach(revision -> stdout.println(EventJson.line(revision)));
      stdout.flush();
    } else if (name != null) {
      writeFile(revisions);
    }
  }

  private void writeFile(List<ConnectivityEvent> revisions) {
    try (BufferedWriter file = Files.newBufferedWriter(Path.of(name))) {
      for (ConnectivityEvent revision : revisions) {
        file.write(EventJson.line(revision));
        file.write('\n');
      }
    } catch (IOException e) {
      throw new CliException(
          "The events could not be written to " + name + ": " + e.getMessage(), e);
    }
  }

  private static Path existing(String name, Path folder) {
    Path file = Path.of(name);
    return Files.exists(file) ? file : folder;
  }
}
