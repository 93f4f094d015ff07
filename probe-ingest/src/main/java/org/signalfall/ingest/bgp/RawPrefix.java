package org.signalfall.ingest.bgp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.signalfall.avro.Prefix;

/** Makes the prefixes of raw records. */
public final class RawPrefix {

  private RawPrefix() {}

  /** Copies a prefix whose host bits are zero. */
  public static Prefix of(int afi, byte[] address, int length) {
    byte[] copy = Arrays.copyOf(address, Afi.addressBytes(afi));
    return new Prefix(Afi.version(afi), ByteBuffer.wrap(copy), length);
  }
}
