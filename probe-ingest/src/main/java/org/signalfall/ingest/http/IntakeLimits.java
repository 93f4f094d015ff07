package org.signalfall.ingest.http;

import java.time.Duration;

/**
 * What the intake takes at most, so that no sender can make it grow.
 *
 * @param bodyBytes bytes of a body as it is sent
 * @param inflatedBytes bytes of a body once it is unpacked
 * @param lineBytes bytes of a line
 * @param lines lines of a body
 * @param readingBytes bytes of all bodies that are being read at once
 * @param connections open connections
 * @param bodyPatience how long a sender may take to send a body
 * @param brokerPatience how long a sender is kept waiting for the brokers
 */
record IntakeLimits(
    int bodyBytes,
    int inflatedBytes,
    int lineBytes,
    int lines,
    int readingBytes,
    int connections,
    Duration bodyPatience,
    Duration brokerPatience) {

  static final IntakeLimits DEFAULTS =
      new IntakeLimits(
          1 << 20,
          4 << 20,
          64 << 10,
          5_000,
          32 << 20,
          1_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));
}
