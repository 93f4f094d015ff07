package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.signalfall.avro.Origin;
import org.signalfall.bgp.Witnesses;

/**
 * What the visibility stage knows of a feed: who can be asked, and whether all series are being
 * told that this has changed.
 *
 * @param origin why the feed's records exist
 * @param witnesses how many can be asked
 * @param judged whether they suffice, as far as the series have been told
 * @param tellingAt end of the bin from which on the series are being told otherwise; 0 when they
 *     aren't
 * @param told name of the last series that was told; empty before the first
 */
record FeedWatch(Origin origin, Witnesses witnesses, boolean judged, long tellingAt, String told) {

  private static final byte FORMAT = 1;

  FeedWatch withOrigin(Origin now) {
    return new FeedWatch(now, witnesses, judged, tellingAt, told);
  }

  FeedWatch withWitnesses(Witnesses now) {
    return new FeedWatch(origin, now, judged, tellingAt, told);
  }

  /** Returns the watch that begins to tell every series. */
  FeedWatch telling(long binEnd) {
    return new FeedWatch(origin, witnesses, judged, binEnd, "");
  }

  FeedWatch toldThrough(String series) {
    return new FeedWatch(origin, witnesses, judged, tellingAt, series);
  }

  /** Returns the watch once every series knows. */
  FeedWatch toldAll() {
    return new FeedWatch(origin, witnesses, !judged, 0, "");
  }

  boolean isTelling() {
    return tellingAt != 0;
  }

  byte[] encode() {
    byte[] why = origin.name().getBytes(StandardCharsets.US_ASCII);
    byte[] name = told.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + 4 + 4 + 1 + 8 + 1 + why.length + name.length)
        .put(FORMAT)
        .putInt(witnesses.live())
        .putInt(witnesses.known())
        .put((byte) (judged ? 1 : 0))
        .putLong(tellingAt)
        .put((byte) why.length)
        .put(why)
        .put(name)
        .array();
  }

  static FeedWatch decode(byte[] bytes) {
    if (bytes == null) {
      return new FeedWatch(Origin.UNKNOWN, Witnesses.NONE, false, 0, "");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored feed watch has format %d, this version reads %d".formatted(format, FORMAT));
    }
    Witnesses witnesses = new Witnesses(in.getInt(), in.getInt());
    boolean judged = in.get() == 1;
    long tellingAt = in.getLong();
    byte[] why = new byte[in.get()];
    in.get(why);
    byte[] name = new byte[in.remaining()];
    in.get(name);
    return new FeedWatch(
        Origin.valueOf(new String(why, StandardCharsets.US_ASCII)),
        witnesses,
        judged,
        tellingAt,
        new String(name, StandardCharsets.UTF_8));
  }
}
