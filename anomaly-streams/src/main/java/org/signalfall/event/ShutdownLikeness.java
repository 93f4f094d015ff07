package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.Likeness;
import org.signalfall.avro.LikenessItem;
import org.signalfall.avro.RecurrenceTrack;
import org.signalfall.avro.TimeInterval;

/**
 * Weighs how much an outage looks like a deliberate shutdown rather than a spontaneous failure: a
 * sum of natural log-likelihood ratios, positive for a shutdown. What cannot be observed is left
 * out rather than counted against.
 *
 * <p>Shares of shutdowns and of spontaneous outages, from Bischof et al., "Destination Unreachable:
 * Characterizing Internet Outages and Shutdowns", SIGCOMM 2023:
 *
 * <table>
 *   <caption>Shares in percent</caption>
 *   <tr><th>what</th><th>shutdowns</th><th>outages</th></tr>
 *   <tr><td>begins on the hour, local time</td><td>70.6</td><td>23.1</td></tr>
 *   <tr><td>follows the last event after exactly 1 to 4 days</td><td>67.7</td><td>0.17</td></tr>
 *   <tr><td>seen by BGP, active probing and the telescope</td><td>94.5</td><td>53.9</td></tr>
 * </table>
 *
 * <p>The items are summed as if they were independent, which they are not quite.
 */
final class ShutdownLikeness {

  static final String ON_THE_HOUR = "begins on the hour, local time";
  static final String WHOLE_DAYS = "follows the last event after exactly 1 to 4 days";
  static final String ALL_SIGNALS = "seen by BGP, active probing and the telescope";

  /** An onset known less well than this lies on some full hour too often to mean anything. */
  private static final Duration SHARP = Duration.ofMinutes(10);

  private static final List<String> SIGNALS = List.of("bgp", "probing", "telescope");

  private ShutdownLikeness() {}

  /**
   * Returns the likeness as far as it can be told.
   *
   * @param onset when the outage began
   * @param zone by whose clock people there live
   * @param eventId id of the outage, which its case has entered into its rows
   */
  static Likeness of(EventCase subject, TimeInterval onset, ZoneId zone, String eventId) {
    List<LikenessItem> items = new ArrayList<>();
    onTheHour(onset, zone).ifPresent(yes -> items.add(item(ON_THE_HOUR, yes, 0.706, 0.231)));
    afterWholeDays(subject.getTracks(), eventId)
        .ifPresent(yes -> items.add(item(WHOLE_DAYS, yes, 0.677, 0.0017)));
    seenByAll(subject.getSignals())
        .ifPresent(yes -> items.add(item(ALL_SIGNALS, yes, 0.945, 0.539)));
    double sum = items.stream().mapToDouble(LikenessItem::getLogLikelihoodRatio).sum();
    return new Likeness(rounded(sum), items);
  }

  private static LikenessItem item(String what, boolean yes, double shutdowns, double outages) {
    double ratio = yes ? shutdowns / outages : (1 - shutdowns) / (1 - outages);
    return new LikenessItem(what, rounded(StrictMath.log(ratio)));
  }

  private static Optional<Boolean> onTheHour(TimeInterval onset, ZoneId zone) {
    if (onset.getLatest() == null
        || Duration.between(onset.getEarliest(), onset.getLatest()).compareTo(SHARP) > 0) {
      return Optional.empty();
    }
    Instant hour =
        onset.getLatest().atZone(zone).withMinute(0).withSecond(0).withNano(0).toInstant();
    return Optional.of(!hour.isBefore(onset.getEarliest()));
  }

  /** Nothing can be told of the first event that a scope has. */
  private static Optional<Boolean> afterWholeDays(List<RecurrenceTrack> tracks, String eventId) {
    Optional<RecurrenceTrack> row = Recurrences.rowOf(tracks, eventId);
    boolean first = tracks.size() == 1 && row.isPresent() && row.get().getCount() == 1;
    return first || row.isEmpty() ? Optional.empty() : Optional.of(row.get().getCount() >= 2);
  }

  /** Nothing can be told where one of the signals does not look. */
  private static Optional<Boolean> seenByAll(List<CaseSignal> signals) {
    boolean all = true;
    for (String name : SIGNALS) {
      List<CaseSignal> known =
          signals.stream().filter(signal -> nameOf(signal).contains(name)).toList();
      if (known.isEmpty()) {
        return Optional.empty();
      }
      all &= known.stream().anyMatch(CaseSignal::getTakesPart);
    }
    return Optional.of(all);
  }

  private static String nameOf(CaseSignal signal) {
    return signal.getVerdict().getSignal().toLowerCase(Locale.ROOT);
  }

  private static double rounded(double ratio) {
    return Math.round(ratio * 1000) / 1000.0;
  }
}
