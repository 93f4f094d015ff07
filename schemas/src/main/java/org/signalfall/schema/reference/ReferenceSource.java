package org.signalfall.schema.reference;

/**
 * What a part of the reference data was made from. Texts that aren't known are empty, and none
 * holds a tab or a line break.
 *
 * @param kind kind of file: rir, prefix2as, mmdb or ranges
 * @param name name of the file
 * @param date day or moment of its content, in the words of the file
 * @param licence licence of its content
 * @param sha256 SHA-256 of its content, hexadecimal
 */
public record ReferenceSource(
    String kind, String name, String date, String licence, String sha256) {

  private static final int MAX_LENGTH = 200;

  public ReferenceSource {
    for (String text : new String[] {kind, name, date, licence, sha256}) {
      if (text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "a source is told in texts of at most 200 characters without control characters");
      }
    }
  }
}
