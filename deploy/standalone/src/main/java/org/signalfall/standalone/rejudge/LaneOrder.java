package org.signalfall.standalone.rejudge;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Puts what lies in the partitions of a raw topic back into the order in which each lane sent it.
 * That is known, since a lane numbers what it sends, whatever the partition. What a lane tells
 * every partition, it tells the first of them first, and comes out once.
 *
 * <p>A record is held back until every partition has shown the lane's next, or has ended. Markers
 * go to every partition, so that is soon.
 */
final class LaneOrder {

  private static final int NONE = -1;

  private final int partitions;
  private final Consumer<SpecificRecord> taker;
  private final BitSet ended = new BitSet();
  private final int[] held;
  private final Map<Sent.Lane, List<Waiting>> lanes = new HashMap<>();

  /** What of one lane waits in one partition, and the highest number that it has shown. */
  private static final class Waiting {
    private final Queue<Sent> queue = new ArrayDeque<>();
    private long highest;
  }

  /**
   * Creates an order.
   *
   * @param partitions how many the topic has
   * @param taker takes the records in order
   */
  LaneOrder(int partitions, Consumer<SpecificRecord> taker) {
    this.partitions = partitions;
    this.taker = taker;
    this.held = new int[partitions];
  }

  /** Takes the next record of a partition. What doesn't rise is a duplicate, and dropped. */
  void take(int partition, Sent sent) {
    List<Waiting> lane = lanes.computeIfAbsent(sent.lane(), unseen -> nothing());
    Waiting waiting = lane.get(partition);
    if (sent.sequence() > waiting.highest) {
      waiting.highest = sent.sequence();
      waiting.queue.add(sent);
      held[partition]++;
      release(lane);
    }
  }

  private List<Waiting> nothing() {
    return IntStream.range(0, partitions).mapToObj(partition -> new Waiting()).toList();
  }

  /** Says that a partition holds no more. */
  void end(int partition) {
    ended.set(partition);
    lanes.values().forEach(this::release);
  }

  /**
   * Returns the partitions that hold more than so many records, and so had better wait; none when
   * there is no other to wait for.
   */
  Set<Integer> ahead(int most) {
    Set<Integer> ahead = new TreeSet<>();
    for (int partition = 0; partition < partitions; partition++) {
      if (!ended.get(partition) && held[partition] > most) {
        ahead.add(partition);
      }
    }
    return ahead.size() == partitions - ended.cardinality() ? Set.of() : ahead;
  }

  private void release(List<Waiting> lane) {
    for (int next = next(lane); next != NONE; next = next(lane)) {
      Sent sent = lane.get(next).queue.remove();
      held[next]--;
      if (!sent.toAll() || next == 0) {
        taker.accept(sent.value());
      }
    }
  }

  /** Returns the partition whose record is the lane's next, if that is certain. */
  private int next(List<Waiting> lane) {
    int next = NONE;
    long lowest = Long.MAX_VALUE;
    for (int partition = 0; partition < partitions; partition++) {
      Sent head = lane.get(partition).queue.peek();
      if (head == null && !ended.get(partition)) {
        return NONE;
      }
      if (head != null && head.sequence() < lowest) {
        lowest = head.sequence();
        next = partition;
      }
    }
    return next;
  }
}
