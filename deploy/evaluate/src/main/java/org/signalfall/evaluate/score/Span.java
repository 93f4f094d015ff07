package org.signalfall.evaluate.score;

/**
 * A stretch of time.
 *
 * @param from epoch ms
 * @param to epoch ms, not before {@code from}
 */
public record Span(long from, long to) {

  private static final double SECOND_MS = 1_000;

  public Span {
    if (to < from) {
      throw new IllegalArgumentException(
          "A span ends at %d, before its start %d".formatted(to, from));
    }
  }

  /** Returns how long it is, ms. */
  public long length() {
    return to - from;
  }

  /** Returns for how long both last, ms. */
  public long shared(Span other) {
    return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
  }

  /** Returns the span with so many ms more at either end. */
  public Span widened(long ms) {
    return new Span(from - ms, to + ms);
  }

  /** Returns intersection over union, 0 to 1; a union below a second counts as one. */
  public double likeness(Span other) {
    long both = shared(other);
    return both / Math.max(SECOND_MS, (double) length() + other.length() - both);
  }
}
