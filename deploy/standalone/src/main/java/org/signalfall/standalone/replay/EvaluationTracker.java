package org.signalfall.standalone.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.signalfall.avro.Evaluated;

/**
 * Knows how far the topology has judged, and when it has judged all of a replay: every partition of
 * the events topic has to say so for every feed.
 */
final class EvaluationTracker {

  private final Set<String> feeds;
  private final int partitions;
  private final Map<Lot, Instant> through = new HashMap<>();
  private final Map<Lot, Boolean> finished = new HashMap<>();

  /** What one record speaks for: the countries of one partition, as one feed sees them. */
  private record Lot(String feed, int partition) {}

  /**
   * Waits for feeds.
   *
   * @param feeds names of the feeds that have to end
   * @param partitions partition count of the events topic
   */
  EvaluationTracker(Set<String> feeds, int partitions) {
    this.feeds = Set.copyOf(feeds);
    this.partitions = partitions;
  }

  /** Takes a record of the evaluated topic; what speaks for a single country is no matter here. */
  void accept(Evaluated evaluated) {
    if (evaluated.getPartition() == null || !feeds.contains(evaluated.getFeed())) {
      return;
    }
    Lot lot = new Lot(evaluated.getFeed(), evaluated.getPartition());
    through.merge(lot, evaluated.getThrough(), (a, b) -> a.isAfter(b) ? a : b);
    finished.merge(lot, evaluated.getFinished(), Boolean::logicalOr);
  }

  /** Returns whether every event of every feed is out. */
  boolean finished() {
    return finished.size() == lots() && finished.values().stream().allMatch(done -> done);
  }

  /** Returns the time through which everything has been judged, empty until all have spoken. */
  Optional<Instant> through() {
    return through.size() < lots()
        ? Optional.empty()
        : through.values().stream().min(Instant::compareTo);
  }

  private int lots() {
    return feeds.size() * partitions;
  }
}
