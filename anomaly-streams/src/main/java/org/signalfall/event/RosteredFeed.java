package org.signalfall.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.signalfall.avro.FeedKind;

/**
 * A feed on the roster.
 *
 * @param kind kind of the feed
 * @param stalled whether the last word was that it stalled, and not that it resumed
 * @param saidThrough event time that the last word gave, epoch ms; {@link Long#MIN_VALUE} before
 *     any
 * @param progress how far the tasks upstream have come with it
 */
public record RosteredFeed(
    FeedKind kind, boolean stalled, long saidThrough, UpstreamProgress progress) {

  public RosteredFeed {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(progress);
  }

  /** Returns a feed that has just joined the roster. */
  public static RosteredFeed joining(FeedKind kind) {
    return new RosteredFeed(kind, false, Long.MIN_VALUE, new UpstreamProgress());
  }

  /**
   * Returns the feed once it has been said to have stalled, or to have resumed. The word comes by
   * as many paths as there are partitions; on a slow one it may come after a later word, and
   * changes nothing then.
   *
   * @param through event time that the word gives, epoch ms
   */
  public RosteredFeed said(boolean now, long through) {
    return through < saidThrough ? this : new RosteredFeed(kind, now, through, progress);
  }

  /** Returns the feed as bytes; the progress begins with a format tag. */
  public byte[] encode() {
    byte[] name = kind.name().getBytes(StandardCharsets.US_ASCII);
    byte[] heard = progress.encode();
    return ByteBuffer.allocate(1 + name.length + 1 + 8 + heard.length)
        .put((byte) name.length)
        .put(name)
        .put((byte) (stalled ? 1 : 0))
        .putLong(saidThrough)
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
    long saidThrough = in.getLong();
    byte[] heard = new byte[in.remaining()];
    in.get(heard);
    return new RosteredFeed(
        FeedKind.valueOf(new String(name, StandardCharsets.US_ASCII)),
        stalled,
        saidThrough,
        UpstreamProgress.decode(heard));
  }
}
