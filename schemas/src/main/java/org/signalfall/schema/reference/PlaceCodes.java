package org.signalfall.schema.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Countries and regions in sixteen bits each: the codes of {@link CountryCode}, and above them
 * those of regions in the order in which they are first named. A region is an ISO 3166-2 code,
 * whose first two letters are its country.
 */
final class PlaceCodes {

  static final int NONE = CountryCode.NONE;

  private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
  private static final int MAX_CODE = 0xffff;
  private static final int COUNTRY_LETTERS = 2;

  private final List<Optional<String>> regions = new ArrayList<>();
  private final Map<String, Integer> codes = new HashMap<>();

  /** Returns whether any region is named. */
  boolean hasRegions() {
    return !regions.isEmpty();
  }

  /**
   * Returns the code of a country or region.
   *
   * @throws IllegalArgumentException when the text is neither, or there are too many regions
   */
  int of(String place) {
    if (!REGION.matcher(place).matches()) {
      return CountryCode.of(place);
    }
    return codes.computeIfAbsent(
        place,
        added -> {
          int code = CountryCode.COUNT + regions.size();
          if (code > MAX_CODE) {
            throw new IllegalArgumentException("there are too many regions");
          }
          regions.add(Optional.of(added));
          return code;
        });
  }

  /** Returns the code of the country that a place is, or is in. */
  int country(int code) {
    return code < CountryCode.COUNT
        ? code
        : CountryCode.of(region(code).orElseThrow().substring(0, COUNTRY_LETTERS));
  }

  /** Returns the region of a code; empty for that of a country, or of none. */
  Optional<String> region(int code) {
    return code < CountryCode.COUNT ? Optional.empty() : regions.get(code - CountryCode.COUNT);
  }

  /** Returns the place of a code as text; empty for {@link #NONE}. */
  Optional<String> text(int code) {
    return code < CountryCode.COUNT ? CountryCode.text(code) : region(code);
  }
}
