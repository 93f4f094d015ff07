package org.signalfall.ingest.ooni;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands in for what must not be passed on. */
final class Hashes {

  /** Bytes of a hash that are kept: enough that two of a billion rarely meet. */
  private static final int KEPT_BYTES = 12;

  private Hashes() {}

  /** Returns 24 hexadecimal digits that stand for the parts in this order. */
  static String of(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
