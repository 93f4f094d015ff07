package org.signalfall.ingest.bgp;

/**
 * How many prefixes a peer carries.
 *
 * @param ipv4 IPv4 prefixes
 * @param ipv6 IPv6 prefixes
 */
public record PrefixCounts(int ipv4, int ipv6) {

  static final PrefixCounts NONE = new PrefixCounts(0, 0);

  /** Returns the counts with one more prefix of the family. */
  public PrefixCounts plusOne(int afi) {
    return afi == Afi.IPV4 ? new PrefixCounts(ipv4 + 1, ipv6) : new PrefixCounts(ipv4, ipv6 + 1);
  }
}
