package org.signalfall.ingest.reference;

import org.signalfall.schema.reference.Addresses;

/** Which kind of IP address. */
enum Family {
  IPV4,
  IPV6;

  static Family of(byte[] address) {
    return address.length == Addresses.IPV4_BYTES ? IPV4 : IPV6;
  }

  /** Returns how many bits an address has. */
  int bits() {
    return this == IPV4 ? 32 : 128;
  }

  /** Returns how many bits a key has. */
  int keyBits() {
    return this == IPV4 ? 32 : 64;
  }
}
