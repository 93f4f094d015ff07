package org.signalfall.standalone.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Records per second over the last few seconds. */
final class RecordRate {

  private static final Duration SPAN = Duration.ofSeconds(3);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Duration elapsed, long records) {}

  /** Takes a count and returns the rate; 0 until there is something to compare it with. */
  double update(Duration elapsed, long records) {
    samples.addLast(new Sample(elapsed, records));
    while (samples.peekFirst().elapsed.compareTo(elapsed.minus(SPAN)) < 0) {
      samples.removeFirst();
    }
    Sample first = samples.peekFirst();
    double seconds = elapsed.minus(first.elapsed).toMillis() / 1000.0;
    return seconds > 0 ? (records - first.records) / seconds : 0;
  }
}
