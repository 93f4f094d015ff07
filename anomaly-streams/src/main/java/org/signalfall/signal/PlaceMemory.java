package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is remembered of a place beside its series: how its targets fared lately, and who measures
 * there. Changed by {@link ProbeGroup} alone, slot by slot in the order of time.
 */
public final class PlaceMemory {

  private static final byte FORMAT = 2;
  private static final int MAX_BYTES = 1 + Targets.MAX_BYTES + VantageRoll.MAX_BYTES;

  Targets targets = new Targets();
  VantageRoll roll = new VantageRoll();

  private PlaceMemory() {}

  /** Returns the memory as bytes, a format tag first. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(MAX_BYTES).put(FORMAT);
    targets.write(out);
    roll.write(out);
    return Arrays.copyOf(out.array(), out.position());
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
