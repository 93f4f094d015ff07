package org.signalfall.runtime.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.signalfall.avro.FeedKind;

/**
 * What the watchdog knows of a feed.
 *
 * @param kind kind of the feed
 * @param name name of the feed
 * @param lanes how many lanes it writes through
 * @param through event time through which it has come
 * @param lastPromise when its last marker was appended
 * @param silent how long its most silent lane has been silent, while the watchdog watched
 * @param stalled whether it is known to have stalled
 * @param ended whether it has said that nothing will follow
 * @param markers how late markers are appended
 * @param data how late data is appended
 */
public record FeedFigures(
    FeedKind kind,
    String name,
    int lanes,
    Instant through,
    Optional<Instant> lastPromise,
    Duration silent,
    boolean stalled,
    boolean ended,
    Optional<Lateness.Figures> markers,
    Optional<Lateness.Figures> data) {

  /** Returns the figures as one line for a person. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s %s: %s, through %s, last marker at %s, silent for %s; markers %s; data %s",
        kind.name().toLowerCase(Locale.ROOT),
        name,
        stalled ? "STALLED" : ended ? "ended" : "live",
        through,
        lastPromise.map(Instant::toString).orElse("no time"),
        seconds(silent),
        late(markers),
        late(data));
  }

  private static String late(Optional<Lateness.Figures> figures) {
    return figures
        .map(
            late ->
                String.format(
                    Locale.ROOT,
                    "%s / %s / %s late (least / median / greatest of %,d)",
                    seconds(late.least()),
                    seconds(late.median()),
                    seconds(late.greatest()),
                    late.count()))
        .orElse("none");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%,.1f s", duration.toMillis() / 1_000.0);
  }
}
