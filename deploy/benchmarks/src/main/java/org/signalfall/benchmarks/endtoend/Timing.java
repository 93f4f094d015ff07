package org.signalfall.benchmarks.endtoend;

/**
 * How long a contender took.
 *
 * @param start from its start to its first record, ns; 0 when that is part of the work
 * @param work from there to its last output, ns
 */
record Timing(long start, long work) {}
