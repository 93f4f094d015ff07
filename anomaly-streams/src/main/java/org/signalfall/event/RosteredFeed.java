package org.signalfall.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.signalfall.avro.FeedKind;

/**
 * A feed on the roster.
 *
 * @param kind kind of the feed
 * @param stalled whether the watchdog has said that it stalled, and not that it resumed
 * @param progress how far the tasks upstream have come with it
 */
public record RosteredFeed(FeedKind kind, boolean stalled, UpstreamProgress progress) {

  public RosteredFeed {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(progress);
  }

  /** Returns the same feed, stalled or not. */
  public RosteredFeed withStalled(boolean now) {
    return new RosteredFeed(kind, now, progress);
  }

  /** Returns the feed as bytes; the progress begins with a format tag. */
  public byte[] encode() {
    byte[] name = kind.name().getBytes(StandardCharsets.US_ASCII);
    byte[] heard = progress.encode();
    return ByteBuffer.allocate(1 + name.length + 1 + heard.length)
        .put((byte) name.length)
        .put(name)
        .put((byte) (stalled ? 1 : 0))
        .put(heard)
        .array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the format is unknown
   */
  public static RosteredFeed decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] name = new byte[in.get()];
    in.get(name);
    boolean stalled = in.get() == 1;
    byte[] heard = new byte[in.remaining()];
    in.get(heard);
    return new RosteredFeed(
        FeedKind.valueOf(new String(name, StandardCharsets.US_ASCII)),
        stalled,
        UpstreamProgress.decode(heard));
  }
}
