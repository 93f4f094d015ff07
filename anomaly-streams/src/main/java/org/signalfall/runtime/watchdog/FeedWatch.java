package org.signalfall.runtime.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.schema.topic.Lanes;

/**
 * One feed: what its lanes have promised and when, and whether it is known to have stalled.
 *
 * <p>A feed has stalled when one of its lanes has promised nothing for too long, and resumes when
 * every lane has promised something since the word that it had stalled. Partitions are read in any
 * order, so that "since" is told from the records: by number within a lane, by append time between
 * lanes.
 */
final class FeedWatch {

  /** The last word on whether the feed has stalled, whoever said it. */
  private record Word(boolean stalled, Instant through, int lane, long sequence, Instant appended) {

    boolean isBefore(int otherLane, long otherSequence, Instant otherAppended) {
      return lane == otherLane ? sequence < otherSequence : appended.isBefore(otherAppended);
    }
  }

  private final Feed feed;
  private final Duration firstHeardAt;
  private final Map<Integer, LaneWatch> lanes = new TreeMap<>();
  private int laneCount = 1;
  private Instant rosteredFrom;
  private Instant leavesAt = Instant.MAX;
  private Origin origin = Origin.UNKNOWN;
  private Instant lastAppended = Instant.EPOCH;
  private Word word;
  private Duration saidAt = Duration.ZERO;

  FeedWatch(Feed feed, Duration watched) {
    this.feed = feed;
    this.firstHeardAt = watched;
  }

  void marker(Heard heard, ProgressMarker marker, Duration watched) {
    origin = heard.origin();
    laneCount = Math.max(laneCount, marker.getLanes());
    lastAppended = later(lastAppended, heard.appended());
    LaneWatch before = lanes.get(heard.lane());
    if (before == null || before.sequence() < heard.sequence()) {
      lanes.put(
          heard.lane(),
          new LaneWatch(
              heard.sequence(),
              heard.appended(),
              marker.getThrough(),
              marker.getFinalMarker(),
              watched));
    }
  }

  void roster(Heard heard, RosterChange change) {
    if (origin == Origin.UNKNOWN) {
      origin = heard.origin();
    }
    laneCount = Math.max(laneCount, change.getLanes());
    rosteredFrom = change.getEffective();
    leavesAt = Instant.MAX;
  }

  /** Until then the feed still owes its promises, and may stall. */
  void leaves(Instant effective) {
    leavesAt = effective;
  }

  void word(Heard heard, boolean stalled, FeedStall stall, Duration watched) {
    if (word == null || word.isBefore(heard.lane(), heard.sequence(), heard.appended())) {
      word =
          new Word(stalled, stall.getThrough(), heard.lane(), heard.sequence(), heard.appended());
      saidAt = watched;
      if (origin == Origin.UNKNOWN) {
        origin = heard.origin();
      }
    }
  }

  /**
   * Returns what has to be said of the feed now, if anything.
   *
   * @param sequence number of what is said
   * @param watched the watch time
   * @param stallAfter silence of a lane that makes a stall
   * @param repeatAfter when a stall that goes on is said again
   */
  Optional<Verdict> due(
      long sequence, Duration watched, Duration stallAfter, Duration repeatAfter) {
    if (isStalled()) {
      if (hasSpokenSince(word)) {
        return Optional.of(say(sequence, false, through(), watched));
      }
      if (watched.minus(saidAt).compareTo(repeatAfter) >= 0) {
        return Optional.of(say(sequence, true, word.through(), watched));
      }
    } else if (isExpected() && longestSilence(watched).compareTo(stallAfter) >= 0) {
      return Optional.of(say(sequence, true, through(), watched));
    }
    return Optional.empty();
  }

  Feed feed() {
    return feed;
  }

  int laneCount() {
    return laneCount;
  }

  boolean isStalled() {
    return word != null && word.stalled();
  }

  /** Returns whether every lane has said that nothing will follow. */
  boolean hasEnded() {
    return lanes.size() >= laneCount && lanes.values().stream().allMatch(LaneWatch::ended);
  }

  /** Returns whether the feed has left the roster, and owes nothing any more. */
  boolean hasLeft() {
    return !through().isBefore(leavesAt);
  }

  /** Returns the event time that every lane heard of has promised. */
  Instant through() {
    return lanes.values().stream()
        .map(LaneWatch::through)
        .min(Comparator.naturalOrder())
        .orElse(rosteredFrom == null ? Instant.EPOCH : rosteredFrom);
  }

  /** Returns when the last promise was appended; empty when there was none. */
  Optional<Instant> lastPromise() {
    return lanes.values().stream().map(LaneWatch::appended).max(Comparator.naturalOrder());
  }

  /** Returns how long the most silent lane that has not ended has been silent, in watch time. */
  Duration longestSilence(Duration watched) {
    Duration heardAt =
        lanes.values().stream()
            .filter(lane -> !lane.ended())
            .map(LaneWatch::heardAt)
            .min(Comparator.naturalOrder())
            .orElse(watched);
    boolean someNeverSpoke = lanes.size() < laneCount;
    return watched.minus(
        someNeverSpoke && firstHeardAt.compareTo(heardAt) < 0 ? firstHeardAt : heardAt);
  }

  /** Data alone makes nobody wait for a feed; a place on the roster does, and so do promises. */
  private boolean isExpected() {
    return !hasEnded() && (rosteredFrom != null || !lanes.isEmpty());
  }

  private boolean hasSpokenSince(Word stall) {
    return lanes.size() >= laneCount
        && lanes.entrySet().stream()
            .allMatch(
                lane ->
                    stall.isBefore(
                        lane.getKey(), lane.getValue().sequence(), lane.getValue().appended()));
  }

  /**
   * What is said now is taken as heard, so that it isn't said again before it is read. Words never
   * go back in time, so that their order can be told from it.
   */
  private Verdict say(long sequence, boolean stalled, Instant through, Duration watched) {
    Instant said = word == null ? through : later(through, word.through());
    word = new Word(stalled, said, Lanes.WATCHDOG, sequence, lastAppended);
    saidAt = watched;
    return new Verdict(feed, sequence, origin, stalled, said);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
