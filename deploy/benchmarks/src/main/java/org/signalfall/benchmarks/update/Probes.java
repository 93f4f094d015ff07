package org.signalfall.benchmarks.update;

import java.util.List;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.Voice;

/**
 * Bins of one sample in ordinary times: one in fifty fails, five vantages take turns, and controls
 * pass.
 */
final class Probes {

  private static final long WIDTH_MS = 60_000;
  private static final long START = 1_700_000_000_000L / WIDTH_MS * WIDTH_MS;
  private static final int VANTAGES = 5;
  private static final int ONE_FAILS_OF = 50;

  private Probes() {}

  /** Returns a bin of a series. */
  static ProbeBin bin(int which, long round) {
    int failures = (which * 7L + round) % ONE_FAILS_OF == 0 ? 1 : 0;
    long start = START + round * WIDTH_MS;
    return new ProbeBin(
        start,
        start + WIDTH_MS,
        1,
        failures,
        3,
        0,
        failures == 0 ? LayerFailures.NONE : new LayerFailures(0, 0, 1, 0, 0, 0),
        List.of(new Voice(1 + round % VANTAGES, 1, 1, failures)));
  }
}
