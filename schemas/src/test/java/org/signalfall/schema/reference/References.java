package org.signalfall.schema.reference;

import java.util.Optional;

/** Mother of reference data. */
final class References {

  private References() {}

  /** Returns two networks, three IPv4 ranges with a gap, and one of IPv6, to be added to. */
  /** Two regions of Iraq, and between them addresses of which the country alone is known. */
  static ReferenceData ofRegions() {
    return new ReferenceData.Builder()
        .ipv4From(key("10.0.0.0"), Optional.of("IQ-BG"))
        .ipv4From(key("10.0.128.0"), Optional.of("IQ"))
        .ipv4From(key("10.1.0.0"), Optional.of("IQ-NI"))
        .ipv4From(key("10.2.0.0"), Optional.empty())
        .ipv6From(key("2001:db8::"), Optional.of("IQ-NI"))
        .ipv6From(key("2001:db9::"), Optional.empty())
        .build();
  }

  static ReferenceData small() {
    return new ReferenceData.Builder()
        .source(new ReferenceSource("rir", "delegated-test", "20240101", "CC0-1.0", "00"))
        .asn(44244, Optional.of("IR"), "Irancell")
        .asn(4_200_000_000L, Optional.empty(), "No one\u2019s")
        .ipv4From(key("10.0.0.0"), Optional.of("IR"))
        .ipv4From(key("10.1.0.0"), Optional.empty())
        .ipv4From(key("10.2.0.0"), Optional.of("IQ"))
        .ipv4From(key("10.2.128.0"), Optional.of("KE"))
        .ipv4From(key("10.3.0.0"), Optional.empty())
        .ipv6From(key("2001:db8::"), Optional.of("GE"))
        .ipv6From(key("2001:db9::"), Optional.empty())
        .build();
  }

  static long key(String address) {
    return Addresses.key(bytes(address));
  }

  static byte[] bytes(String address) {
    return Addresses.parse(address).orElseThrow();
  }
}
