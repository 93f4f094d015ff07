package org.signalfall.detect;

/**
 * When something happened, as closely as bins and sampling tell: the true instant lies within.
 *
 * @param earliest epoch ms
 * @param latest epoch ms, not before {@code earliest}
 */
public record Interval(long earliest, long latest) {

  public Interval {
    if (latest < earliest) {
      throw new IllegalArgumentException(
          "Interval ends at %d, before its start %d".formatted(latest, earliest));
    }
  }
}
