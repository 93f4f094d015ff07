package org.signalfall.signal;

import java.nio.ByteBuffer;

/**
 * What is remembered of a place beside its series: how its targets fared lately, and who measures
 * there. Changed by {@link ProbeGroup} alone, slot by slot in the order of time.
 */
public final class PlaceMemory {

  private static final byte FORMAT = 3;
  private static final int MAX_BYTES = 1 + Targets.MAX_BYTES + VantageRoll.MAX_BYTES;

  /** Room to encode in, since a memory takes a small part of what it may. */
  private static final ThreadLocal<ByteBuffer> ROOM =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(MAX_BYTES));

  Targets targets = new Targets();
  VantageRoll roll = new VantageRoll();

  private PlaceMemory() {}

  /** Returns the end of the last slot that it remembers, epoch ms; 0 without one. */
  public long lastSlot() {
    return targets.lastEnd();
  }

  /** Returns the memory as bytes, a format tag first. */
  public byte[] encode() {
    ByteBuffer out = ROOM.get().clear().put(FORMAT);
    targets.write(out);
    roll.write(out);
    byte[] written = new byte[out.position()];
    out.flip().get(written);
    return written;
  }

  /**
   * Reads what {@link #encode} wrote; null gives an empty memory.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static PlaceMemory decode(byte[] bytes) {
    PlaceMemory memory = new PlaceMemory();
    if (bytes == null) {
      return memory;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("place memory", FORMAT, in.get());
    memory.targets = Targets.read(in);
    memory.roll = VantageRoll.read(in);
    return memory;
  }
}
