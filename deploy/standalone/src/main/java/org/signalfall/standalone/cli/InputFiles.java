package org.signalfall.standalone.cli;

import static org.signalfall.ingest.input.InputFiles.STDIN;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.mrt.CollectorName;
import org.signalfall.ingest.mrt.MrtSource;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.probes.ProbeLinesSource;
import org.signalfall.ingest.series.SeriesSource;
import org.signalfall.ingest.sort.RecordSorter;

/** Turns the files of a command line into sources, once it is clear that they can be read. */
final class InputFiles {

  private InputFiles() {}

  /**
   * Returns series files as sources.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static List<Source> series(List<Path> files, SeriesOptions options, ReferenceOption reference) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      Source source =
          new SeriesSource(readable(file), options.absence(), reference::read, share(files));
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
    paths.forEach(InputFiles::accessible);
    return new OoniSource(paths, catalogue);
  }

  /**
   * Returns files of generic probes as sources.
   *
   * @param feed name of the feed, null to have it named after each file
   * @throws CliException naming the first file that cannot be read
   */
  static List<Source> probes(List<Path> files, String feed, ReferenceOption reference) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(
          new ProbeLinesSource(
              readable(file), Optional.ofNullable(feed), reference::read, share(files)));
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
   * Returns MRT files of any number of collectors as a source each.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static List<Source> mrt(List<Path> files, FullFeedRule fullFeed) {
    Map<String, List<Path>> byCollector = new LinkedHashMap<>();
    for (Path file : files) {
      byCollector
          .computeIfAbsent(CollectorName.of(List.of(file)), name -> new ArrayList<>())
          .add(file);
    }
    List<Source> sources = new ArrayList<>();
    byCollector.forEach((collector, some) -> sources.addAll(mrt(some, collector, fullFeed)));
    return sources;
  }

  /**
   * Sees to it that each file is standard input or can be read.
   *
   * @throws CliException naming the first file that cannot be read
   */
  static void requireReadable(List<Path> files) {
    files.forEach(InputFiles::readable);
  }

  /** All files of a kind are held at once, so that they share one budget. */
  private static long share(List<Path> files) {
    return RecordSorter.DEFAULT_BUDGET_BYTES / files.size();
  }

  private static Path readable(Path file) {
    if (Files.isDirectory(file)) {
      throw new CliException(file + " is a folder, not a file.");
    }
    return accessible(file);
  }

  private static Path accessible(Path file) {
    if (file.equals(STDIN)) {
      return file;
    }
    if (!Files.exists(file)) {
      throw new CliException("There is no file " + file + ".");
    }
    if (!Files.isReadable(file)) {
      throw new CliException(file + " cannot be read: its permissions forbid it.");
    }
    return file;
  }
}
