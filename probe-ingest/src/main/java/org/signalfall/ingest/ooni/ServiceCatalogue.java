package org.signalfall.ingest.ooni;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Knows which service a host belongs to, from {@code services.properties}. */
final class ServiceCatalogue {

  /** A component of a service. */
  record Entry(String service, String component) {}

  private static final String FILE = "services.properties";
  private static final String WWW = "www.";

  private final Map<String, Entry> byDomain = new HashMap<>();

  private ServiceCatalogue(Properties lines) {
    for (String domain : lines.stringPropertyNames()) {
      String[] parts = lines.getProperty(domain).split("/", -1);
      byDomain.put(domain, new Entry(parts[0], parts[1]));
    }
  }

  /** Reads the catalogue that is shipped. */
  static ServiceCatalogue load() {
    Properties lines = new Properties();
    try (InputStream in = ServiceCatalogue.class.getResourceAsStream(FILE);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      lines.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServiceCatalogue(lines);
  }

  /**
   * Returns the service of a host. A host that isn't known is a service of its own, without {@code
   * www.}, with the component {@code web}.
   */
  Entry of(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String domain = name; !domain.isEmpty(); domain = parent(domain)) {
      Entry entry = byDomain.get(domain);
      if (entry != null) {
        return entry;
      }
    }
    return new Entry(name.startsWith(WWW) ? name.substring(WWW.length()) : name, "web");
  }

  private static String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(dot + 1);
  }
}
