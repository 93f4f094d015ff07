package org.signalfall.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.signalfall.avro.Scope;

/**
 * Tells by which clock people live in a scope. The JDK knows the zones but not where they hold, so
 * {@code zones.txt} says that, by country and region.
 */
final class Zones {

  private static final String TABLE = "zones.txt";
  private static final Map<String, ZoneId> ZONES = read();

  private Zones() {}

  /** Returns the zone of the scope's region, else of its country; UTC where neither is known. */
  static ZoneId of(Scope scope) {
    ZoneId country = ZONES.getOrDefault(scope.getCountry(), ZoneOffset.UTC);
    return scope.getRegion() == null ? country : ZONES.getOrDefault(scope.getRegion(), country);
  }

  private static Map<String, ZoneId> read() {
    Map<String, ZoneId> zones = new HashMap<>();
    try (InputStream in = Zones.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int space = line.indexOf(' ');
          zones.put(line.substring(0, space), ZoneId.of(line.substring(space + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + TABLE, e);
    }
    return zones;
  }
}
