package org.signalfall.bgp;

import java.util.ArrayList;
import java.util.List;

/** Where units count in these tests: a made-up country, and each origin. */
final class Scopes {

  private Scopes() {}

  static List<String> of(IpPrefix prefix, List<Long> origins) {
    List<String> scopes = new ArrayList<>();
    scopes.add("country " + country(prefix));
    origins.forEach(origin -> scopes.add("AS" + origin));
    return scopes;
  }

  private static String country(IpPrefix prefix) {
    return Long.bitCount(prefix.bits()) % 2 == 0 ? "AA" : "BB";
  }
}
