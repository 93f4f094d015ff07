package org.signalfall.ingest.catalogue;

import java.io.IOException;
import java.util.List;

/** Catalogue files say what can't be. The message is the first problem and how many there are. */
public final class InvalidCatalogueException extends IOException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // What List.copyOf gives is serializable.
  private final List<String> problems;

  InvalidCatalogueException(List<String> problems) {
    super(
        problems.size() == 1
            ? problems.get(0)
            : problems.get(0) + " (and " + (problems.size() - 1) + " more)");
    this.problems = List.copyOf(problems);
  }

  /** Returns all problems in the order of the files, each one sentence with file, line and path. */
  public List<String> problems() {
    return problems;
  }
}
