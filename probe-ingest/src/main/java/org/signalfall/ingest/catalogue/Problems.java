package org.signalfall.ingest.catalogue;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a catalogue file, with the place. */
final class Problems {

  /** Enough for a person to work through; a file of nothing but errors must not fill the memory. */
  private static final int MOST = 100;

  private final String file;
  private final List<String> all = new ArrayList<>();
  private int untold;

  Problems(String file) {
    this.file = file;
  }

  /**
   * Adds a problem.
   *
   * @param line line, from 1
   * @param path path in the document, such as {@code services[2].operator}; may be empty
   * @param sentence what is wrong, beginning with a verb that the path is the subject of
   */
  void add(int line, String path, String sentence) {
    if (all.size() == MOST) {
      untold++;
      return;
    }
    String subject = path.isEmpty() ? "the catalogue" : path;
    all.add(file + ":" + line + ": " + subject + " " + sentence + ".");
  }

  List<String> all() {
    List<String> told = new ArrayList<>(all);
    if (untold > 0) {
      told.add(file + ": " + untold + " more problems are left out.");
    }
    return told;
  }
}
