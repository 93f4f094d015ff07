package org.signalfall.ingest.bmp;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the collector that a router stands for. */
final class RouterName {

  private static final int MAX_LENGTH = 64;
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._:-]");

  private RouterName() {}

  /**
   * Returns the name that a router gives itself, with {@code _} for what is unusual in names, or
   * its address when it gives none.
   */
  static String of(Optional<String> systemName, InetAddress address) {
    String name = systemName.map(String::strip).orElse("");
    String usual = UNUSUAL.matcher(name).replaceAll("_");
    if (usual.isEmpty()) {
      return address.getHostAddress();
    }
    return usual.substring(0, Math.min(MAX_LENGTH, usual.length()));
  }
}
