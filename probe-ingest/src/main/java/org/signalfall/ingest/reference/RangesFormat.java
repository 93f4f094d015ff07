package org.signalfall.ingest.reference;

import java.io.IOException;
import java.util.Optional;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Ranges with their places: {@code first,last,place}, both ends in the range, addresses as text or
 * as decimal numbers. A place is a country, or a region as ISO 3166-2 names it, such as {@code
 * IQ-BG}. Fields may be quoted, and what follows the place is passed over.
 */
final class RangesFormat implements LineFormat {

  private static final int FIELDS = 3;

  @Override
  public void read(String line, int number, Layer layer)
      throws MalformedRecordException, IOException {
    String[] fields = line.replace("\"", "").split(",", -1);
    if (fields.length < FIELDS) {
      throw new MalformedRecordException(
          "the line has " + fields.length + " fields, a range " + FIELDS);
    }
    Optional<String> place = Regions.orCountry(fields[2]);
    Optional<KeyRange> range = KeyRange.between(fields[0].strip(), fields[1].strip());
    if (place.isPresent() && range.isPresent()) {
      layer.place(range.get(), place.get(), number);
    }
  }
}
