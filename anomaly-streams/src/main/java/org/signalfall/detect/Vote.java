package org.signalfall.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * The word of one vantage on one bin: a vantage speaks once a bin however often it measured, and
 * says failure when at least half of its samples failed.
 *
 * @param vantage hash of the vantage, never a remainder
 * @param version hash of the version that it measured with most, the smaller one of two alike
 * @param failed whether it says failure
 */
record Vote(long vantage, long version, boolean failed) {

  int failures() {
    return failed ? 1 : 0;
  }

  /** Returns the votes of all listed vantages of the bin, in the order of their hashes. */
  static List<Vote> of(ProbeBin bin) {
    // Most bins hold one measurement.
    if (bin.voices().size() == 1) {
      return bin.voices().get(0).isListed() ? List.of(ofVantage(bin.voices())) : List.of();
    }
    List<Voice> voices = bin.voices();
    List<Vote> votes = new ArrayList<>(voices.size());
    int from = 0;
    for (int i = 1; i <= voices.size(); i++) {
      if (i == voices.size() || voices.get(i).vantage() != voices.get(from).vantage()) {
        if (voices.get(from).isListed()) {
          votes.add(ofVantage(voices.subList(from, i)));
        }
        from = i;
      }
    }
    return votes;
  }

  private static Vote ofVantage(List<Voice> voices) {
    Voice most = voices.get(0);
    int samples = 0;
    int failures = 0;
    for (Voice voice : voices) {
      boolean more = voice.samples() > most.samples();
      boolean alike = voice.samples() == most.samples() && voice.version() < most.version();
      most = more || alike ? voice : most;
      samples += voice.samples();
      failures += voice.failures();
    }
    return new Vote(most.vantage(), most.version(), 2 * failures >= samples);
  }
}
