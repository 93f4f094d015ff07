package org.signalfall.bgp;

/** Guards the format tag that every stored state begins with. */
final class Formats {

  private Formats() {}

  static void require(String what, byte expected, byte found) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "stored %s have format %d, this version reads %d".formatted(what, found, expected));
    }
  }
}
