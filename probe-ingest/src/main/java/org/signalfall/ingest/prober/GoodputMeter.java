package org.signalfall.ingest.prober;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Measures the goodput of a download: bits of the body over the time from the answer's head to the
 * last of them.
 */
final class GoodputMeter {

  /** What comes in one flight tells of no rate: the initial window of TCP (RFC 6928) is 14.6 kB. */
  private static final int MIN_BYTES = 16 * 1024;

  private static final int CHUNK_BYTES = 16 * 1024;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanoTime;

  GoodputMeter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Reads a download until it ends, enough is read, or the connection's time is up.
   *
   * @param timeIsUp whether the connection was ended because its time was up
   * @return goodput in kbit/s; empty when the download was too short to tell
   * @throws IOException when the connection broke before its time was up
   */
  OptionalInt read(InputStream body, BooleanSupplier timeIsUp, int maxBytes) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long began = nanoTime.getAsLong();
    long read = 0;
    try {
      boolean more = true;
      while (more && read < maxBytes) {
        int some = body.read(chunk);
        more = some >= 0;
        read += Math.max(0, some);
      }
    } catch (IOException e) {
      if (!timeIsUp.getAsBoolean()) {
        throw e;
      }
    }
    boolean tells = read >= MIN_BYTES || timeIsUp.getAsBoolean();
    return tells ? OptionalInt.of(kbps(read, nanoTime.getAsLong() - began)) : OptionalInt.empty();
  }

  private static int kbps(long bytes, long nanos) {
    double kbps = bytes * 8.0 * NANOS_PER_MILLI / Math.max(1, nanos);
    return (int) Math.min(Integer.MAX_VALUE, Math.round(kbps));
  }
}
