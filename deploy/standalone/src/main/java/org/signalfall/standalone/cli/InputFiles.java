package org.signalfall.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.mrt.MrtSource;
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
   * Returns files of OONI measurements as sources.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static List<Source> ooni(List<Path> files) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(new OoniSource(readable(file)));
    }
    return sources;
  }

  /**
   * Returns MRT files of one collector as a source.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static List<Source> mrt(List<Path> files, String collector, FullFeedRule fullFeed) {
    requireReadable(files);
    return List.of(new MrtSource(collector, files, fullFeed));
  }

  /**
   * Sees to it that each file is standard input or can be read.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static void requireReadable(List<Path> files) {
    for (Path file : files) {
      if (!file.equals(org.signalfall.ingest.input.InputFiles.STDIN)) {
        readable(file);
      }
    }
  }

  private static Path readable(Path file) {
    if (!Files.exists(file)) {
      throw new CliException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new CliException(file + " is a folder, not a file.");
    }
    if (!Files.isReadable(file)) {
      throw new CliException(file + " cannot be read: its permissions forbid it.");
    }
    return file;
  }
}
