package org.signalfall.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How many records the stores still have to read back. Safe for several threads. */
final class Restoration implements StateRestoreListener {

  private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

  long left() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    left.put(changelog, Math.max(0, end - start));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long through, long restored) {
    left.computeIfPresent(changelog, (key, now) -> Math.max(0, now - restored));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
    left.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
    left.remove(changelog);
  }
}
