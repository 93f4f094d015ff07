package org.signalfall.observe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names under which vantages are spoken of in public: HMAC-SHA-256 (RFC 2104) of the vantage under
 * a secret key, the first 8 bytes in hexadecimal. Who doesn't have the key can't try names.
 */
public final class VantageNames {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 8;

  private final SecretKeySpec key;

  /**
   * Creates the names of a deployment.
   *
   * @param secret the key; all instances share it. An empty one names vantages all the same, but
   *     protects them from nobody
   */
  public VantageNames(String secret) {
    key = new SecretKeySpec(("vantage:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Returns the public name of a vantage. */
  public String of(long vantage) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(vantage).array());
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
