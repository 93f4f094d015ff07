package org.signalfall.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Other orders of the same things. */
final class Shuffles {

  private Shuffles() {}

  static <T> List<T> of(List<T> things, Random random) {
    List<T> shuffled = new ArrayList<>(things);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
