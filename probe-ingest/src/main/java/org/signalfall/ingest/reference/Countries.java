package org.signalfall.ingest.reference;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/** Reads the countries that registries and vendors write. */
final class Countries {

  /** What stands where there is no single country: none, Europe, Asia-Pacific, unknown. */
  private static final Set<String> NO_COUNTRY =
      Set.of("", "-", "*", "ZZ", "EU", "AP", "XX", "NONE", "UNKNOWN");

  private static final Set<String> COUNTRIES = countries();

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
    if (!COUNTRIES.contains(country)) {
      throw new MalformedRecordException(
          "the country " + Quoted.of(text) + " is no ISO 3166-1 code of two letters");
    }
    return Optional.of(country);
  }

  private static Set<String> countries() {
    Set<String> countries = new HashSet<>(Set.of(Locale.getISOCountries()));
    // Kosovo: not in ISO 3166-1, yet everybody who maps addresses uses this user-assigned code.
    countries.add("XK");
    return Set.copyOf(countries);
  }
}
