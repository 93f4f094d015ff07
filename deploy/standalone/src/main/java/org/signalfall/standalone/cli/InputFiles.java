package org.signalfall.standalone.cli;

import static org.signalfall.ingest.input.InputFiles.STDIN;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.series.SeriesSource;

/** Turns the files of a command line into sources, once it is clear that they can be read. */
final class InputFiles {

  private InputFiles() {}

  /**
   * Returns series files as sources.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static List<Source> series(List<Path> files, SeriesOptions options) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      Source source = new SeriesSource(readable(file), options.absence());
      sources.add(
          options.cadence().isEmpty() ? source : new DeclaredCadence(source, options.cadence()));
    }
    return sources;
  }

  /**
   * Returns files and folders of OONI measurements, and standard input, as one source.
   *
   * @throws CliException naming the first that cannot be read
   */
  static OoniSource ooni(List<Path> paths, ServiceCatalogue catalogue) {
    for (Path path : paths) {
      if (!path.equals(STDIN)) {
        accessible(path);
      }
    }
    return new OoniSource(paths, catalogue);
  }

  private static Path readable(Path file) {
    if (Files.isDirectory(file)) {
      throw new CliException(file + " is a folder, not a file.");
    }
    return accessible(file);
  }

  private static Path accessible(Path file) {
    if (!Files.exists(file)) {
      throw new CliException("There is no file " + file + ".");
    }
    if (!Files.isReadable(file)) {
      throw new CliException(file + " cannot be read: its permissions forbid it.");
    }
    return file;
  }
}
