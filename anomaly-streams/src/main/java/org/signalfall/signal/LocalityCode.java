package org.signalfall.signal;

import org.signalfall.avro.Locality;

/** Numbers that stand for localities in encoded state; they never change. */
final class LocalityCode {

  private LocalityCode() {}

  static byte of(Locality locality) {
    return switch (locality) {
      case UNKNOWN -> 0;
      case DOMESTIC -> 1;
      case FOREIGN -> 2;
      case CDN -> 3;
    };
  }

  static Locality decoded(byte code) {
    return switch (code) {
      case 1 -> Locality.DOMESTIC;
      case 2 -> Locality.FOREIGN;
      case 3 -> Locality.CDN;
      default -> Locality.UNKNOWN;
    };
  }
}
