package org.signalfall.ingest.http;

/**
 * A line of a request that is no measurement.
 *
 * @param number line number within the body, from 1
 * @param reason why, as one sentence without a full stop
 * @param bytes the line, or its beginning when it is over-long
 * @param length its true length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Bad lines are passed on, never compared.
record BadLine(long number, String reason, byte[] bytes, long length) {}
