package org.signalfall.ingest.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.signalfall.avro.ProbeMeasurement;

/** Hashes that stand for measurements, bodies and secrets. */
final class Identity {

  private Identity() {}

  /**
   * Returns the first 8 bytes of the SHA-256 of who measured and the id that they gave: probes that
   * number their measurements from 1 must not be taken for each other.
   */
  static long of(ProbeMeasurement measurement) {
    return ByteBuffer.wrap(
            sha256(utf8(measurement.getVantage() + "\0" + measurement.getMeasurementId())))
        .getLong();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
