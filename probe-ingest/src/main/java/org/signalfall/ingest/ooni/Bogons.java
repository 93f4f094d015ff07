package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalfall.ingest.catalogue.AddressBlock;
import org.signalfall.ingest.catalogue.IpLiteral;

/**
 * Addresses that no public service has (RFC 6890), and so can't be a true answer of DNS.
 *
 * <p>Those of the probe's own surroundings are told apart: 192.168.0.0/16, 172.16.0.0/12 and their
 * like are where home routers and captive portals answer, 198.18.0.0/15 is what proxies on the
 * probe's own machine make up. Carriers and censors use 10.0.0.0/8 and the loopback too.
 */
final class Bogons {

  private static final List<AddressBlock> SURROUNDINGS =
      blocks("192.168.0.0/16", "172.16.0.0/12", "169.254.0.0/16", "198.18.0.0/15", "fc00::/7");

  private static final List<AddressBlock> OTHERS =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "224.0.0.0/3",
          "::/127",
          "fe80::/10",
          "ff00::/8");

  private Bogons() {}

  /** Returns whether an address is of no public service. */
  static boolean isBogon(String address) {
    return isOfSurroundings(address) || lies(address, OTHERS);
  }

  /** Returns whether an address is of the probe's own surroundings. */
  static boolean isOfSurroundings(String address) {
    return lies(address, SURROUNDINGS);
  }

  private static boolean lies(String address, List<AddressBlock> blocks) {
    return IpLiteral.bytes(address)
        .filter(bytes -> blocks.stream().anyMatch(block -> block.contains(bytes)))
        .isPresent();
  }

  private static List<AddressBlock> blocks(String... cidrs) {
    return Stream.of(cidrs).map(AddressBlock::of).flatMap(Optional::stream).toList();
  }
}
