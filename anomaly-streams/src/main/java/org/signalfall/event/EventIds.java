package org.signalfall.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names events. */
final class EventIds {

  private static final DateTimeFormatter BIN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
  private static final int DIGEST_BYTES = 5;

  private EventIds() {}

  /**
   * Returns the id of the event that a verdict on that bin opens. The digest tells scopes apart
   * whose names cannot stand in an id.
   *
   * @param binStart start of the bin of the opening verdict, epoch ms
   */
  static String of(CaseKey key, long binStart) {
    byte[] digest = sha256().digest((key.encoded() + binStart).getBytes(StandardCharsets.UTF_8));
    return "%s-%s-%s-%s"
        .formatted(
            key.country(),
            BIN.format(Instant.ofEpochMilli(binStart)),
            key.service().isEmpty() ? "outage" : key.service().replaceAll("[^A-Za-z0-9._]", "_"),
            HexFormat.of().formatHex(digest, 0, DIGEST_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
