package org.signalfall.ingest.reference;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/** Reads the countries that registries and vendors write. */
final class Countries {

  /** What stands where there is no single country: none, Europe, Asia-Pacific, unknown. */
  private static final Set<String> NO_COUNTRY =
      Set.of("", "-", "*", "ZZ", "EU", "AP", "XX", "NONE", "UNKNOWN");

  /** One object a country: an import holds millions of them. */
  private static final Map<String, Optional<String>> COUNTRIES = countries();

  private Countries() {}

  /**
   * Returns an ISO 3166-1 alpha-2 code in capital letters, or empty when the text says that there
   * is none.
   *
   * @throws MalformedRecordException when it is neither
   */
  static Optional<String> of(String text) throws MalformedRecordException {
    String country = text.strip().toUpperCase(Locale.ROOT);
    if (NO_COUNTRY.contains(country)) {
      return Optional.empty();
    }
    Optional<String> known = COUNTRIES.get(country);
    if (known == null) {
      throw new MalformedRecordException(
          "the country " + Quoted.of(text) + " is no ISO 3166-1 code of two letters");
    }
    return known;
  }

  private static Map<String, Optional<String>> countries() {
    Map<String, Optional<String>> countries = new HashMap<>();
    for (String country : Locale.getISOCountries()) {
      countries.put(country, Optional.of(country));
    }
    // Kosovo: not in ISO 3166-1, yet everybody who maps addresses uses this user-assigned code.
    countries.put("XK", Optional.of("XK"));
    return countries;
  }
}
