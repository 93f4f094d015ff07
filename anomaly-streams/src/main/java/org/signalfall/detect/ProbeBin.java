package org.signalfall.detect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A closed, non-empty bin [start, end) of probe samples of one component of one service at one
 * network. Bins of a series arrive in time order, but may lie days apart.
 *
 * @param start first instant of the bin, epoch ms
 * @param end first instant after the bin, epoch ms
 * @param samples samples in the bin, at least 1; one measurement is one sample
 * @param failures how many of them failed
 * @param controlSamples samples of other services at the same network, in the same bin or lately; 0
 *     means that no control is known
 * @param controlFailures how many of the control samples failed
 * @param layers the failures by layer; failures of unknown layer are in none
 * @param voices what each vantage and version contributed, and a remainder; empty when vantages are
 *     unknown. Kept in their order
 */
public record ProbeBin(
    long start,
    long end,
    int samples,
    int failures,
    int controlSamples,
    int controlFailures,
    LayerFailures layers,
    List<Voice> voices)
    implements SeriesBin {

  public ProbeBin {
    if (end <= start) {
      throw new IllegalArgumentException(
          "Bin ends at %d, before its start %d".formatted(end, start));
    }
    if (samples < 1 || failures < 0 || failures > samples) {
      throw new IllegalArgumentException(
          "Bin holds %d failures in %d samples".formatted(failures, samples));
    }
    if (controlSamples < 0 || controlFailures < 0 || controlFailures > controlSamples) {
      throw new IllegalArgumentException(
          "Bin holds %d failures in %d control samples".formatted(controlFailures, controlSamples));
    }
    voices = inOrder(voices);
  }

  /** Voices of one vantage then lie side by side. */
  private static List<Voice> inOrder(List<Voice> voices) {
    for (int i = 1; i < voices.size(); i++) {
      if (Voice.ORDER.compare(voices.get(i - 1), voices.get(i)) > 0) {
        return voices.stream().sorted(Voice.ORDER).toList();
      }
    }
    return List.copyOf(voices);
  }

  /**
   * Returns the bin without some of its voices; empty when nothing is left. Layers aren't known by
   * voice, so that those of what is left are unknown.
   */
  Optional<ProbeBin> without(Predicate<Voice> unheard) {
    List<Voice> heard = voices.stream().filter(unheard.negate()).toList();
    if (heard.size() == voices.size()) {
      return Optional.of(this);
    }
    int leftSamples = samples;
    int leftFailures = failures;
    for (Voice voice : voices) {
      if (unheard.test(voice)) {
        leftSamples -= voice.samples();
        leftFailures -= voice.failures();
      }
    }
    return leftSamples == 0
        ? Optional.empty()
        : Optional.of(
            new ProbeBin(
                start,
                end,
                leftSamples,
                leftFailures,
                controlSamples,
                controlFailures,
                LayerFailures.NONE,
                heard));
  }
}
