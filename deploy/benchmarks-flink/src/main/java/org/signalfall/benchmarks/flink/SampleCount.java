package org.signalfall.benchmarks.flink;

import org.apache.flink.api.common.functions.AggregateFunction;

/** Counts samples in the lower half of a number, failures in the upper. */
final class SampleCount implements AggregateFunction<Sample, Long, Long> {

  private static final long serialVersionUID = 1;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(Sample sample, Long counts) {
    return counts + (sample.failed ? 1L << 32 | 1 : 1);
  }

  @Override
  public Long getResult(Long counts) {
    return counts;
  }

  @Override
  public Long merge(Long some, Long others) {
    return some + others;
  }
}
