package org.signalfall.standalone.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.prober.MeasurementSink;
import org.signalfall.ingest.prober.ProbeLine;

/** Writes measurements as JSON Lines, each as soon as it is there. */
final class MeasurementLines implements MeasurementSink, AutoCloseable {

  private static final String STDOUT = "-";

  private final Writer lines;
  private final boolean stdout;

  /**
   * Opens a file to append to.
   *
   * @param name file, or {@code -} for standard output
   * @throws CliException when it can't be written
   */
  MeasurementLines(String name, PrintWriter out) {
    this.stdout = name.equals(STDOUT);
    this.lines = stdout ? out : open(Path.of(name));
  }

  @Override
  public void take(ProbeMeasurement measurement) throws IOException {
    lines.write(ProbeLine.of(measurement) + "\n");
    lines.flush();
  }

  @Override
  public void close() throws IOException {
    if (!stdout) {
      lines.close();
    }
  }

  private static BufferedWriter open(Path file) {
    try {
      return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new CliException("The measurements cannot be written to " + file + ".", e);
    }
  }
}
