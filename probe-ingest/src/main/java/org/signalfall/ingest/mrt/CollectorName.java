package org.signalfall.ingest.mrt;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds out whose files they are when nobody says so. */
public final class CollectorName {

  /** What public archives call their collectors: RIPE RIS, RouteViews. */
  private static final Pattern KNOWN = Pattern.compile("rrc\\d{2}|route-views[a-z0-9.-]*");

  private static final String UNKNOWN = "mrt";

  private CollectorName() {}

  /**
   * Returns the innermost folder of the first file that is named like a public collector, such as
   * {@code rrc00} or {@code route-views.linx}; {@code mrt} when there is none.
   */
  public static String of(List<Path> files) {
    Path path = files.get(0).toAbsolutePath().getParent();
    while (path != null && path.getFileName() != null) {
      String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
      if (KNOWN.matcher(name).matches()) {
        return name;
      }
      path = path.getParent();
    }
    return UNKNOWN;
  }
}
