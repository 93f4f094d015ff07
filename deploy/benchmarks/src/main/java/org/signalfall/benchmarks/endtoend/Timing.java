package org.signalfall.benchmarks.endtoend;

/**
 * How long a contender took.
 *
 * @param start from its start to its first record, ns; 0 when that is part of the work
 * @param work from there to its last output, ns
 * @param processor what this process spent on that with all its threads, brokers in it included,
 *     ns; 0 when the work was done in another one
 */
record Timing(long start, long work, long processor) {}
