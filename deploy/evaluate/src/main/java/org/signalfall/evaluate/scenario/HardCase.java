package org.signalfall.evaluate.scenario;

/**
 * One of the cases that detection finds hard, generated.
 *
 * @param name short name, in lower case with hyphens
 * @param expectation what must come out, in a sentence
 * @param volume samples a bin unless asked otherwise: counts of a level, or measurements of a
 *     service at a network
 * @param script draws it
 */
public record HardCase(String name, String expectation, int volume, Script script) {

  /** Draws a case. */
  @FunctionalInterface
  public interface Script {
    /**
     * Returns the case as drawn from a seed; the same seed and volume give the same records.
     *
     * @param volume samples a bin, at least 1
     */
    Generated draw(String name, long seed, int volume);
  }

  /** Draws the case with its own volume. */
  public Generated draw(long seed) {
    return draw(seed, volume);
  }

  /** Draws the case with another volume. */
  public Generated draw(long seed, int ofVolume) {
    if (ofVolume < 1) {
      throw new IllegalArgumentException("a volume of " + ofVolume + " samples a bin is none");
    }
    return script.draw(name, seed, ofVolume);
  }
}
