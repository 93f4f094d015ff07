package org.signalfall.benchmarks.flink;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * What a window held.
 *
 * @param key network, service and component
 * @param windowEnd exclusive, epoch ms
 * @param counts samples in the lower half, failures in the upper
 */
public record Count(String key, long windowEnd, long counts) {

  /** Says of which key and window the counts are. */
  static final class Named extends ProcessWindowFunction<Long, Count, String, TimeWindow> {

    private static final long serialVersionUID = 1;

    @Override
    public void process(String key, Context context, Iterable<Long> counts, Collector<Count> out) {
      counts.forEach(count -> out.collect(new Count(key, context.window().getEnd(), count)));
    }
  }
}
