package org.signalfall.ingest.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.MalformedRecordException;

/** Reads the regions that vendors write, as ISO 3166-2 names them. */
final class Regions {

  private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
  private static final int COUNTRY_LETTERS = 2;

  private Regions() {}

  /** Returns the region of a country that has a code there; empty when that is no such code. */
  static Optional<String> of(String country, String code) {
    return Optional.of(country + "-" + code.strip().toUpperCase(Locale.ROOT))
        .filter(region -> REGION.matcher(region).matches());
  }

  /**
   * Returns a region or a country in capital letters, or empty when the text says that there is no
   * country.
   *
   * @throws MalformedRecordException when it is neither
   */
  static Optional<String> orCountry(String text) throws MalformedRecordException {
    String place = text.strip().toUpperCase(Locale.ROOT);
    if (!REGION.matcher(place).matches()) {
      return Countries.of(text);
    }
    return Countries.of(place.substring(0, COUNTRY_LETTERS)).map(country -> place);
  }
}
