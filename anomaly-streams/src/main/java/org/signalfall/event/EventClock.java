package org.signalfall.event;

import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Stage;

/**
 * Decision time. Evidence of a feed for a bin counts at the bin's end plus the delay of the feed's
 * kind; the clock stands at the least that any live feed on the roster allows, so that what two
 * feeds say of the same moment is always judged together.
 */
public final class EventClock {

  /** The clock has not started: some rostered feed has not been heard of on every path. */
  public static final long NOT_STARTED = Long.MIN_VALUE;

  private final EventRules rules;
  private final int partitions;

  /**
   * Creates the clock.
   *
   * @param partitions partition count of the catalogue: so many tasks each stage has
   */
  public EventClock(EventRules rules, int partitions) {
    this.rules = rules;
    this.partitions = partitions;
  }

  /** Returns the tasks that must be heard before a feed of that kind allows a moment. */
  public Map<Stage, Integer> required(FeedKind kind) {
    Map<Stage, Integer> required = new TreeMap<>();
    required.put(networkStage(kind), partitions);
    required.put(Stage.SCOPE, partitions);
    required.put(Stage.CONTEXT, 1);
    return required;
  }

  private static Stage networkStage(FeedKind kind) {
    return switch (kind) {
      case PROBE -> Stage.NETWORK_PROBE;
      case BGP -> Stage.NETWORK_BGP;
      case TRAFFIC -> Stage.NETWORK_TRAFFIC;
      case UNKNOWN -> throw new IllegalArgumentException("a feed of unknown kind has no stage");
    };
  }

  /** Returns whether nothing is to be waited for: the feed has ended on every path, or has left. */
  public boolean isOver(RosteredFeed feed) {
    return feed.progress().isEnded(required(feed.kind())) || hasLeft(feed);
  }

  /** A feed that leaves still owes what it saw until then. */
  private boolean hasLeft(RosteredFeed feed) {
    return feed.progress().through(required(feed.kind())) >= feed.leavesAt();
  }

  /** Returns whether the feed sees, as every path to this stage says. */
  public Sight sight(RosteredFeed feed) {
    if (hasLeft(feed)) {
      return Sight.LEFT;
    }
    return feed.progress().isStalled(required(feed.kind())) ? Sight.STALLED : Sight.CLEAR;
  }

  /**
   * Returns the decision time that the feed allows, epoch ms, or {@link #NOT_STARTED}. Before it
   * joined it had nothing to say.
   */
  public long allows(RosteredFeed feed) {
    long through = feed.progress().through(required(feed.kind()));
    long heard = Math.max(through, feed.joinsAt() > 0 ? feed.joinsAt() : NOT_STARTED);
    return heard == NOT_STARTED ? NOT_STARTED : heard + rules.delayMs(feed.kind());
  }

  /**
   * Returns the decision time through which everything may be decided, epoch ms, or {@link
   * #NOT_STARTED}. Feeds that have ended, left or stalled hold nothing up; when none is left that
   * does, the last word of each still counts.
   *
   * @param decided decision time reached so far, which a feed that comes late does not set back
   */
  public long now(Iterable<RosteredFeed> roster, long decided) {
    long least = Long.MAX_VALUE;
    long lastWord = NOT_STARTED;
    for (RosteredFeed feed : roster) {
      long allows = allows(feed);
      if (isOver(feed) || sight(feed) != Sight.CLEAR) {
        lastWord = Math.max(lastWord, allows);
      } else {
        least = Math.min(least, allows);
      }
    }
    return Math.max(decided, least == Long.MAX_VALUE ? lastWord : least);
  }
}
