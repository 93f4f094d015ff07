package org.signalfall.schema.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two capital letters in sixteen bits: 0 for no country, else 1 to 676. */
final class CountryCode {

  static final short NONE = 0;

  /** Codes are below this. */
  static final int COUNT = 26 * 26 + 1;

  /** One object a country, so that a lookup allocates nothing. */
  private static final List<Optional<String>> TEXTS = texts();

  private CountryCode() {}

  /** Returns whether a text is a country in capital letters. */
  static boolean isOne(String text) {
    return text.length() == 2 && isCapital(text.charAt(0)) && isCapital(text.charAt(1));
  }

  /** Returns the code of a country in capital letters. */
  static short of(String country) {
    if (!isOne(country)) {
      throw new IllegalArgumentException("no country of two capital letters: " + country);
    }
    return (short) ((country.charAt(0) - 'A') * 26 + country.charAt(1) - 'A' + 1);
  }

  /** Returns the country of a code; empty for {@link #NONE}. */
  static Optional<String> text(int code) {
    return TEXTS.get(code);
  }

  private static boolean isCapital(char letter) {
    return letter >= 'A' && letter <= 'Z';
  }

  private static List<Optional<String>> texts() {
    List<Optional<String>> texts = new ArrayList<>(COUNT);
    texts.add(Optional.empty());
    for (char first = 'A'; first <= 'Z'; first++) {
      for (char second = 'A'; second <= 'Z'; second++) {
        texts.add(Optional.of("" + first + second));
      }
    }
    return texts;
  }
}
