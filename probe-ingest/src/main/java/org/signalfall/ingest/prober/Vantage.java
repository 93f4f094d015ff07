package org.signalfall.ingest.prober;

import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signalfall.avro.Access;
import org.xbill.DNS.Address;

/**
 * Where a prober stands, as its operator declares it. No address of it goes into a measurement.
 *
 * @param name name that tells it from other vantages, without an IP address
 * @param country ISO 3166-1 alpha-2 code in upper case
 * @param asn number of its network
 * @param region ISO 3166-2 code or a name of its own
 * @param access kind of access, UNKNOWN when not declared
 */
public record Vantage(
    String name, String country, long asn, Optional<String> region, Access access) {

  private static final int MAX_NAME_LENGTH = 100;
  private static final Pattern HOLDS_IPV4 = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");

  public Vantage {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "the name of a vantage has 1 to " + MAX_NAME_LENGTH + " characters");
    }
    if (HOLDS_IPV4.matcher(name).find() || isAddress(name)) {
      throw new IllegalArgumentException(
          "the name of a vantage goes into its measurements, so it holds no IP address");
    }
  }

  private static boolean isAddress(String text) {
    try {
      return Address.getByAddress(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
