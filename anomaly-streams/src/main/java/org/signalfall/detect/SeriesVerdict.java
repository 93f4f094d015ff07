package org.signalfall.detect;

/**
 * Judgement of a series after one bin. Observed, expected, spread, samples and bins describe the
 * affected span while {@link #onset} is known, else the judged bin alone.
 *
 * @param before status before the bin
 * @param after status after it
 * @param observed mean level, or success share 0..1 of a probe series; NaN without a bin
 * @param expected what would have been ordinary, same unit
 * @param spread standard deviation of one ordinary bin, same unit
 * @param samples samples behind {@code observed}
 * @param score accumulated log-likelihood ratio, natural logarithm: of a loss against the ordinary,
 *     and once affected the highest that it reached
 * @param threshold score at which the series opens
 * @param tailProbability bound on the chance that ordinary samples reach the score from where it
 *     began to rise, exp(-score): comparable across signals
 * @param onset when the span began; null while nothing speaks for a loss
 * @param ended when the span ended; null until evidence for the ordinary gathers
 * @param firstBin start of the span's first bin, epoch ms
 * @param lastBin start of the span's last bin, epoch ms
 * @param noisy whether a single bin varies so much that the signal alone suggests, not proves
 * @param neverClear whether no success was ever seen before the span
 * @param defect whether the span is taken back, since an instrument was at fault
 * @param probe what only a probe series knows; null for a level series
 */
public record SeriesVerdict(
    SeriesStatus before,
    SeriesStatus after,
    double observed,
    double expected,
    double spread,
    long samples,
    double score,
    double threshold,
    double tailProbability,
    Interval onset,
    Interval ended,
    long firstBin,
    long lastBin,
    boolean noisy,
    boolean neverClear,
    boolean defect,
    ProbeEvidence probe) {

  /** Returns whether the bin moved the series to another status. */
  public boolean isTransition() {
    return before != after;
  }

  /** Returns the same verdict of a signal that alone raises suspicion at most. */
  public SeriesVerdict asNoisy() {
    return with(before, after, true, defect);
  }

  /** Returns the same verdict of a span that was the fault of an instrument. */
  SeriesVerdict asDefect() {
    return with(before, after, noisy, true);
  }

  /** Returns the word that takes back one that changed nothing but what is known of the series. */
  public SeriesVerdict undone() {
    return with(/* newBefore= */ after, /* newAfter= */ before, noisy, defect);
  }

  private SeriesVerdict with(
      SeriesStatus newBefore, SeriesStatus newAfter, boolean isNoisy, boolean isDefect) {
    return new SeriesVerdict(
        newBefore,
        newAfter,
        observed,
        expected,
        spread,
        samples,
        score,
        threshold,
        tailProbability,
        onset,
        ended,
        firstBin,
        lastBin,
        isNoisy,
        neverClear,
        isDefect,
        probe);
  }
}
