package org.signalfall.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signalfall.evaluate.corpus.WalkedCase;
import org.signalfall.evaluate.plot.CasePlot;
import org.signalfall.topology.Rulebook;

/** Where pictures of cases go: a folder, or nowhere. */
final class CasePlots {

  private final Path folder;

  private CasePlots(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes the name of a folder, before the work that is to fill it begins.
   *
   * @param folder made if it isn't there; null for nowhere
   * @throws CliException if there can't be such a folder
   */
  static CasePlots into(Path folder) {
    if (folder != null) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new CliException("The pictures cannot go to " + folder + ".", e);
      }
    }
    return new CasePlots(folder);
  }

  /** Draws a case as NAME.svg. */
  void draw(WalkedCase walked) {
    if (folder != null) {
      Path file = folder.resolve(walked.name() + ".svg");
      try {
        Files.writeString(file, CasePlot.svg(walked, Rulebook.defaults()));
      } catch (IOException e) {
        throw new CliException("The picture " + file + " cannot be written.", e);
      }
    }
  }
}
