package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One DNS query: its name, its failure if it failed, and the addresses that it gave. */
record Lookup(String host, Optional<String> failure, List<String> addresses) {

  Lookup {
    addresses = List.copyOf(addresses);
  }

  /** Returns whether it gave addresses, and all of them are such. */
  boolean gaveOnly(Predicate<String> addresses) {
    return !this.addresses.isEmpty() && this.addresses.stream().allMatch(addresses);
  }
}
