package org.signalfall.ingest.prober;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that no host of the public Internet has: what IANA's special-purpose registries (RFC
 * 6890 and its updates, as of 2025) call not globally reachable, and multicast (RFC 5771, RFC
 * 4291).
 */
final class Bogons {

  private static final List<AddressBlock> SPECIAL =
      blocks(
          "0.0.0.0/8", // this network, RFC 791
          "10.0.0.0/8", // private, RFC 1918
          "100.64.0.0/10", // shared behind carriers' NAT, RFC 6598
          "127.0.0.0/8", // loopback, RFC 1122
          "169.254.0.0/16", // link-local, RFC 3927
          "172.16.0.0/12", // private, RFC 1918
          "192.0.0.0/24", // protocol assignments, RFC 6890
          "192.0.2.0/24", // documentation, RFC 5737
          "192.168.0.0/16", // private, RFC 1918
          "198.18.0.0/15", // benchmarking, RFC 2544
          "198.51.100.0/24", // documentation, RFC 5737
          "203.0.113.0/24", // documentation, RFC 5737
          "224.0.0.0/4", // multicast, RFC 5771
          "240.0.0.0/4", // reserved, RFC 1112, with the limited broadcast
          "::/128", // unspecified, RFC 4291
          "::1/128", // loopback, RFC 4291
          "64:ff9b:1::/48", // local-use translation, RFC 8215
          "100::/64", // discard-only, RFC 6666
          "100:0:0:1::/64", // dummy prefix, RFC 9780
          "2001::/23", // protocol assignments, RFC 2928
          "2001:db8::/32", // documentation, RFC 3849
          "3fff::/20", // documentation, RFC 9637
          "5f00::/16", // segment routing, RFC 9602
          "fc00::/7", // unique local, RFC 4193
          "fe80::/10", // link-local, RFC 4291
          "ff00::/8"); // multicast, RFC 4291

  /** Blocks within those above that the registries call globally reachable. */
  private static final List<AddressBlock> REACHABLE =
      blocks(
          "192.0.0.9/32", // port control anycast, RFC 7723
          "192.0.0.10/32", // TURN anycast, RFC 8155
          "2001:1::1/128", // port control anycast, RFC 7723
          "2001:1::2/128", // TURN anycast, RFC 8155
          "2001:1::3/128", // DNS-SD registration anycast, RFC 9665
          "2001::/32", // Teredo, RFC 4380: reachable through relays
          "2001:3::/32", // AMT, RFC 7450
          "2001:4:112::/48", // AS112, RFC 7535
          "2001:20::/28", // ORCHIDv2, RFC 7343
          "2001:30::/28"); // drone remote identification, RFC 9374

  private final List<AddressBlock> genuine;

  /**
   * Takes addresses that a plan says to be genuine for none.
   *
   * @param genuine blocks that names may truly lie in
   */
  Bogons(List<AddressBlock> genuine) {
    this.genuine = List.copyOf(genuine);
  }

  boolean contain(InetAddress address) {
    return isIn(SPECIAL, address) && !isIn(REACHABLE, address) && !isIn(genuine, address);
  }

  private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static List<AddressBlock> blocks(String... texts) {
    return Stream.of(texts).map(AddressBlock::of).toList();
  }
}
