package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.catalogue.InvalidCatalogueException;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import picocli.CommandLine.Option;

/** Which services are known beside those that are shipped. */
final class CatalogueOption {

  @Option(
      names = "--catalogue",
      paramLabel = "FILE.yaml",
      description = "Services that add to or override those known, any number of times.")
  private List<Path> files = new ArrayList<>();

  /**
   * Returns the catalogue.
   *
   * @param err is told all that is wrong with the files, one line each
   * @throws CliException when a file can't be used
   */
  ServiceCatalogue load(PrintWriter err) {
    try {
      return ServiceCatalogue.with(files);
    } catch (InvalidCatalogueException e) {
      e.problems().forEach(err::println);
      err.flush();
      throw new CliException(
          e.problems().size() == 1
              ? "The catalogue has an error."
              : "The catalogue has " + e.problems().size() + " errors.",
          e);
    } catch (IOException e) {
      throw new CliException("The catalogue can't be read: " + e.getMessage() + ".", e);
    }
  }
}
