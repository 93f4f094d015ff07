package org.signalfall.runtime.watchdog;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.RosterChange;
import org.signalfall.schema.topic.ClockSkew;
import org.signalfall.schema.topic.Lanes;

/**
 * Decides which feeds have stalled or resumed, from what it hears of them. It remembers nothing
 * over a restart: what was said before, and how far each feed had come, it learns from the topics.
 *
 * <p>A stall that goes on is said again every {@link #REPEAT_AFTER}, so that whoever looks back a
 * day finds it.
 */
final class Watch {

  /** A quarter of the day that a watchdog looks back at its start. */
  static final Duration REPEAT_AFTER = Duration.ofHours(6);

  private static final Comparator<Feed> BY_KIND_AND_NAME =
      Comparator.comparing(Feed::kind).thenComparing(Feed::name);

  private static final class Known {
    private final FeedWatch watch;
    private final Lateness markers = new Lateness();
    private final Lateness data = new Lateness();

    private Known(FeedWatch watch) {
      this.watch = watch;
    }
  }

  /** More words than are said in a millisecond, over the life of a watchdog. */
  private static final long SEQUENCES_PER_MS = 1_000;

  private final WatchTime time;
  private final Duration stallAfter;
  private final Map<Feed, Known> feeds = new TreeMap<>(BY_KIND_AND_NAME);
  private long sequence;

  /**
   * Begins to watch.
   *
   * @param stallAfter silence of a lane that makes a stall
   */
  Watch(Clock clock, Duration stallAfter) {
    this.time = new WatchTime(clock);
    this.sequence = clock.millis() * SEQUENCES_PER_MS;
    this.stallAfter = stallAfter;
  }

  /** Takes a record, in the order of its partition. */
  void hear(Heard heard) {
    if (heard.lane() == Lanes.WATCHDOG) {
      sequence = Math.max(sequence, heard.sequence());
    }
    heard.roster().ifPresent(change -> enroll(heard, change));
    if (heard.roster().isEmpty()) {
      Known known = known(heard.feed());
      heard.time().ifPresent(of -> known.data.add(of, heard.appended()));
      heard
          .marker()
          .ifPresent(
              marker -> {
                known.markers.add(marker.getThrough(), heard.appended());
                // The topology refuses it, so that it is no promise.
                if (!ClockSkew.isAhead(marker.getThrough(), heard.appended())) {
                  known.watch.marker(heard, marker, time.watched());
                }
              });
      heard
          .word()
          .ifPresent(word -> known.watch.word(heard, word.stalled(), word.stall(), time.watched()));
    }
  }

  /**
   * Returns what has to be said now. What is returned counts as said.
   *
   * @param sawAll whether the brokers answered and nothing was left to read
   */
  List<Verdict> look(boolean sawAll) {
    time.look(sawAll);
    feeds.values().removeIf(known -> known.watch.hasLeft());
    List<Verdict> verdicts = new ArrayList<>();
    if (sawAll) {
      for (Known known : feeds.values()) {
        known
            .watch
            .due(sequence + 1, time.watched(), stallAfter, REPEAT_AFTER)
            .ifPresent(verdicts::add);
        sequence++;
      }
    }
    return verdicts;
  }

  /** Returns what is known of each feed, by kind and name. */
  List<FeedFigures> figures() {
    return feeds.values().stream()
        .map(
            known ->
                new FeedFigures(
                    known.watch.feed().kind(),
                    known.watch.feed().name(),
                    known.watch.laneCount(),
                    known.watch.through(),
                    known.watch.lastPromise(),
                    known.watch.longestSilence(time.watched()),
                    known.watch.isStalled(),
                    known.watch.hasEnded(),
                    known.markers.figures(),
                    known.data.figures()))
        .toList();
  }

  /** A feed that leaves is watched until it has. */
  private void enroll(Heard heard, RosterChange change) {
    Feed feed = new Feed(change.getKind(), change.getFeed());
    if (change.getJoins()) {
      known(feed).watch.roster(heard, change);
    } else if (feeds.containsKey(feed)) {
      feeds.get(feed).watch.leaves(change.getEffective());
    }
  }

  private Known known(Feed feed) {
    return feeds.computeIfAbsent(feed, any -> new Known(new FeedWatch(feed, time.watched())));
  }
}
