package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;

/** One DNS query: its name, its failure if it failed, and the addresses that it gave. */
record Lookup(String host, Optional<String> failure, List<String> addresses) {}
