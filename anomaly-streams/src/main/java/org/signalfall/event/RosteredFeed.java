package org.signalfall.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.signalfall.avro.FeedKind;

/**
 * A feed on the roster.
 *
 * @param kind kind of the feed
 * @param changedAt event time of the last change of the roster that concerned it, epoch ms
 * @param joinsAt event time from which it takes part, epoch ms
 * @param leavesAt event time from which it no longer takes part, epoch ms; {@link Long#MAX_VALUE}
 *     while it stays
 * @param sight whether it sees, as far as the cases that depend on it were told
 * @param progress how far the tasks upstream have come with it
 */
public record RosteredFeed(
    FeedKind kind,
    long changedAt,
    long joinsAt,
    long leavesAt,
    Sight sight,
    UpstreamProgress progress) {

  private static final byte FORMAT = 2;

  public RosteredFeed {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(sight);
    Objects.requireNonNull(progress);
  }

  /**
   * Returns a feed that has just joined the roster.
   *
   * @param effective event time from which it takes part, epoch ms
   */
  public static RosteredFeed joining(FeedKind kind, long effective) {
    return new RosteredFeed(
        kind, effective, effective, Long.MAX_VALUE, Sight.CLEAR, new UpstreamProgress());
  }

  /**
   * Returns the feed after a change of the roster. The change comes by as many paths as there are
   * partitions; on a slow one it may come after a later one, and changes nothing then. So does the
   * joining of a feed that is there.
   *
   * @param joins whether it joins, or leaves
   * @param effective event time from which that holds, epoch ms
   */
  public RosteredFeed changed(boolean joins, long effective) {
    boolean isThere = leavesAt == Long.MAX_VALUE;
    if (effective < changedAt || joins == isThere) {
      return this;
    }
    return new RosteredFeed(
        kind,
        effective,
        joins ? effective : joinsAt,
        joins ? Long.MAX_VALUE : effective,
        sight,
        progress);
  }

  /** Returns the feed once the cases that depend on it were told whether it sees. */
  public RosteredFeed told(Sight now) {
    return new RosteredFeed(kind, changedAt, joinsAt, leavesAt, now, progress);
  }

  /** Returns the feed as bytes, a format tag first. */
  public byte[] encode() {
    byte[] name = kind.name().getBytes(StandardCharsets.US_ASCII);
    byte[] heard = progress.encode();
    return ByteBuffer.allocate(1 + 1 + name.length + 3 * 8 + 1 + heard.length)
        .put(FORMAT)
        .put((byte) name.length)
        .put(name)
        .putLong(changedAt)
        .putLong(joinsAt)
        .putLong(leavesAt)
        .put(sight.code())
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
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored rostered feed has format %d, this version reads %d".formatted(format, FORMAT));
    }
    byte[] name = new byte[in.get()];
    in.get(name);
    long changedAt = in.getLong();
    long joinsAt = in.getLong();
    long leavesAt = in.getLong();
    Sight sight = Sight.ofCode(in.get());
    byte[] heard = new byte[in.remaining()];
    in.get(heard);
    return new RosteredFeed(
        FeedKind.valueOf(new String(name, StandardCharsets.US_ASCII)),
        changedAt,
        joinsAt,
        leavesAt,
        sight,
        UpstreamProgress.decode(heard));
  }
}
