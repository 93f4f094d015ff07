package org.signalfall.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Writes what one live source says: records and rejections as they come, and a progress marker now
 * and then, one grace behind the clock, for as long as the source sees.
 */
final class LiveLane implements AutoCloseable {

  private final LiveQueue queue;
  private final Lane lane;
  private final DeadLetters deadLetters;
  private final long graceMs;
  private final long markerIntervalMs;
  private final long commitIntervalMs;
  private final List<LiveQueue.Written> unacknowledged = new ArrayList<>();
  private boolean sees = true;
  private long markedThrough = Long.MIN_VALUE;

  LiveLane(LiveQueue queue, Lane lane, DeadLetters deadLetters, IngestConfig config) {
    this.queue = queue;
    this.lane = lane;
    this.deadLetters = deadLetters;
    this.graceMs = config.graceMs();
    this.markerIntervalMs = config.liveMarkerIntervalMs();
    this.commitIntervalMs = Math.max(1, config.commitIntervalMs());
  }

  /** Takes the lane over and announces its feed. */
  void open(Brokers brokers) {
    lane.open(brokers);
    lane.announce(lane.feed(), queue.takenThrough() - graceMs);
    lane.commit();
  }

  /**
   * Writes what has been said within one commit interval and commits it.
   *
   * @throws KafkaException when the brokers don't take it; whoever waits for it is told
   */
  void step() throws InterruptedException {
    long until = System.nanoTime() + commitIntervalMs * 1_000_000;
    try {
      long left = commitIntervalMs;
      while (left > 0 && unacknowledged.size() < LiveQueue.CAPACITY) {
        LiveQueue.Said said = queue.poll(left);
        if (said != null) {
          write(said.word());
        }
        left = (until - System.nanoTime()) / 1_000_000;
      }
      mark();
      deadLetters.commit();
      lane.commit();
    } catch (KafkaException e) {
      unacknowledged.forEach(written -> written.acknowledgement().fail(e));
      throw e;
    }
    queue.acknowledged(unacknowledged);
    unacknowledged.clear();
  }

  @Override
  public void close() {
    lane.close();
    deadLetters.close();
  }

  private void write(LiveQueue.Word word) {
    if (word instanceof LiveQueue.Data data) {
      unacknowledged.add(data);
      boolean unused = lane.write(data.record());
    } else if (word instanceof LiveQueue.Bad bad) {
      unacknowledged.add(bad);
      deadLetters.reject(bad.rejection());
    } else if (word instanceof LiveQueue.Lost lost) {
      sees = false;
      lane.stall(lost.through(), true);
    } else if (word instanceof LiveQueue.Found) {
      sees = true;
      lane.stall(queue.takenThrough(), false);
    }
  }

  private void mark() {
    long through = queue.takenThrough() - graceMs;
    if (sees && through >= markedThrough + markerIntervalMs) {
      lane.mark(through);
      markedThrough = through;
    }
  }
}
