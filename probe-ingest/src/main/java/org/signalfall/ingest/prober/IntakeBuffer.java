package org.signalfall.ingest.prober;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lines that wait to be posted. When it is full the oldest line gives way: what an intake that was
 * away for long needs to know first is how things are now. Thread-safe.
 */
final class IntakeBuffer {

  private final int capacity;
  private final Deque<String> lines = new ArrayDeque<>();
  private long dropped;
  private boolean ended;

  IntakeBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Adds a line, and drops the oldest when there is no room for it. */
  synchronized void add(String line) {
    if (lines.size() == capacity) {
      lines.removeFirst();
      dropped++;
    }
    lines.addLast(line);
    notifyAll();
  }

  /** Says that no line comes any more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Takes the oldest lines, and waits for one.
   *
   * @return at most so many lines; none when there won't be any more
   */
  synchronized List<String> take(int most) throws InterruptedException {
    while (lines.isEmpty() && !ended) {
      wait();
    }
    List<String> taken = new ArrayList<>();
    while (!lines.isEmpty() && taken.size() < most) {
      taken.add(lines.removeFirst());
    }
    return taken;
  }

  /** Returns how many lines have been dropped. */
  synchronized long dropped() {
    return dropped;
  }
}
