package org.signalfall.standalone.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.EventJson;
import org.signalfall.schema.json.MalformedEventException;

/** Reads event revisions from JSON Lines. */
final class EventLines {

  private EventLines() {}

  /**
   * Hands out each revision of a file.
   *
   * @throws CliException when there is no such file, or one of its lines is no event
   */
  static void read(Path file, Consumer<ConnectivityEvent> reader) {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.accept(EventJson.read(line));
        }
      }
    } catch (NoSuchFileException e) {
      throw new CliException("There is no file " + file + ".", e);
    } catch (MalformedEventException e) {
      throw new CliException(
          "Line " + number + " of " + file + " is no event: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new CliException("The file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
