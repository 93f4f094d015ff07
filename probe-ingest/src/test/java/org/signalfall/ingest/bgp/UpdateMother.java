package org.signalfall.ingest.bgp;

import java.util.Arrays;

/** Writes UPDATE messages by hand. */
public final class UpdateMother {

  private static final int HEADER_BYTES = 19;

  private byte[] withdrawn = new byte[0];
  private byte[] attributes = new byte[0];
  private byte[] announced = new byte[0];

  private UpdateMother() {}

  public static UpdateMother empty() {
    return new UpdateMother();
  }

  /** Returns an update that announces IPv4 prefixes with plain attributes. */
  public static UpdateMother announcing(int asnBytes, String... prefixes) {
    return empty().attributes(AttributesMother.plain(asnBytes)).announced(prefixes(prefixes));
  }

  public static UpdateMother withdrawing(String... prefixes) {
    return empty().withdrawn(prefixes(prefixes));
  }

  public UpdateMother withdrawn(byte[] prefixes) {
    withdrawn = prefixes;
    return this;
  }

  public UpdateMother attributes(AttributesMother mother) {
    attributes = mother.bytes();
    return this;
  }

  public UpdateMother announced(byte[] prefixes) {
    announced = prefixes;
    return this;
  }

  /** Returns the message without its header. */
  public byte[] body() {
    return new Wire()
        .u16(withdrawn.length)
        .raw(withdrawn)
        .u16(attributes.length)
        .raw(attributes)
        .raw(announced)
        .bytes();
  }

  /** Returns the whole message. */
  public byte[] bytes() {
    return message(2, body());
  }

  /** Returns a message of any type. */
  public static byte[] message(int type, byte[] body) {
    byte[] marker = new byte[16];
    Arrays.fill(marker, (byte) 0xff);
    return new Wire().raw(marker).u16(HEADER_BYTES + body.length).u8(type).raw(body).bytes();
  }

  /** Returns prefixes one after the other. */
  public static byte[] prefixes(String... prefixes) {
    Wire wire = new Wire();
    for (String prefix : prefixes) {
      wire.prefix(prefix);
    }
    return wire.bytes();
  }

  /** Returns a prefix with a path identifier before it. */
  public static byte[] prefixWithId(long pathId, String prefix) {
    return new Wire().u32(pathId).prefix(prefix).bytes();
  }
}
