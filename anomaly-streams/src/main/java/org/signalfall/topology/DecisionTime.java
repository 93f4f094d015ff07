package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.event.EventClock;

/** How far the event stage has decided. It never goes back, over restarts neither. */
final class DecisionTime {

  private static final String KEY = "decided";
  private static final byte FORMAT = 1;

  private final KeyValueStore<String, byte[]> store;
  private long reached;
  private long kept;

  DecisionTime(KeyValueStore<String, byte[]> store) {
    this.store = store;
    this.reached = decode(store.get(KEY));
    this.kept = reached;
  }

  /** Returns the decision time reached, epoch ms, or {@link EventClock#NOT_STARTED}. */
  long reached() {
    return reached;
  }

  /** Returns the first moment that is not decided yet, epoch ms. */
  long next() {
    return reached == EventClock.NOT_STARTED ? 0 : reached + 1;
  }

  void reach(long time) {
    reached = Math.max(reached, time);
  }

  /** Writes down what was reached since it last was. */
  void keep() {
    if (reached != kept) {
      store.put(KEY, ByteBuffer.allocate(1 + 8).put(FORMAT).putLong(reached).array());
      kept = reached;
    }
  }

  private static long decode(byte[] bytes) {
    if (bytes == null) {
      return EventClock.NOT_STARTED;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored decision time has format %d, this version reads %d".formatted(format, FORMAT));
    }
    return in.getLong();
  }
}
