package org.signalfall.ingest.prober;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The middle of some numbers; of two in the middle the lower. */
final class Median {

  private Median() {}

  static OptionalInt of(IntStream numbers) {
    int[] sorted = numbers.sorted().toArray();
    return sorted.length == 0
        ? OptionalInt.empty()
        : OptionalInt.of(sorted[(sorted.length - 1) / 2]);
  }
}
