package org.signalfall.ingest.prober;

import java.net.InetAddress;
import java.util.List;

/**
 * What a resolver says about a name.
 *
 * @param status how it answered
 * @param addresses addresses of the name, those of IPv4 first; only when it answered with some
 */
record DnsAnswer(Status status, List<InetAddress> addresses) {

  /** How a resolver answers. */
  enum Status {
    ADDRESSES(Finding.PASSED),
    NO_ADDRESS(Finding.NO_ADDRESS),
    NXDOMAIN(Finding.NXDOMAIN),
    SERVFAIL(Finding.SERVFAIL),
    REFUSED(Finding.DNS_REFUSED),
    MISBEHAVING(Finding.DNS_MISBEHAVING),
    TIMEOUT(Finding.TIMEOUT),
    /** The vantage can't reach any resolver. */
    NO_RESOLVER(Finding.LOCAL);

    private final Finding finding;

    Status(Finding finding) {
      this.finding = finding;
    }

    Finding finding() {
      return finding;
    }
  }

  DnsAnswer {
    addresses = List.copyOf(addresses);
    if ((status == Status.ADDRESSES) == addresses.isEmpty()) {
      throw new IllegalArgumentException(status + " with " + addresses.size() + " addresses");
    }
  }

  static DnsAnswer of(Status status) {
    return new DnsAnswer(status, List.of());
  }

  static DnsAnswer of(List<InetAddress> addresses) {
    return new DnsAnswer(Status.ADDRESSES, addresses);
  }

  boolean hasAddresses() {
    return status == Status.ADDRESSES;
  }
}
