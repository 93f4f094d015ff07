package org.signalfall.ingest.bgp;

/**
 * Says which peers send a full table, and so may be asked how much of the Internet is reachable.
 *
 * @param ipv4Prefixes IPv4 prefixes that are a full table
 * @param ipv6Prefixes IPv6 prefixes that are a full table
 */
public record FullFeedRule(int ipv4Prefixes, int ipv6Prefixes) {

  /** 400 000 IPv4 or 10 000 IPv6 prefixes, as public collectors see them since about 2012. */
  public static final FullFeedRule DEFAULT = new FullFeedRule(400_000, 10_000);

  public FullFeedRule {
    if (ipv4Prefixes < 1 || ipv6Prefixes < 1) {
      throw new IllegalArgumentException("a full table has at least one prefix");
    }
  }

  /** Returns whether so many prefixes of either family are a full table. */
  public boolean isFull(PrefixCounts counts) {
    return counts.ipv4() >= ipv4Prefixes || counts.ipv6() >= ipv6Prefixes;
  }
}
