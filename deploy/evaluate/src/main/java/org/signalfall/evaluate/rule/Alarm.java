package org.signalfall.evaluate.rule;

/**
 * A stretch of time that a rule calls an event.
 *
 * @param from start of the first bin, epoch ms
 * @param to start of the first bin that is none; MAX_VALUE while open
 * @param detectedAt end of the bin that decided, epoch ms
 */
public record Alarm(long from, long to, long detectedAt) {}
