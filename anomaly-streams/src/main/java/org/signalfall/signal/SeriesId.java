package org.signalfall.signal;

/**
 * Identity of a series within its feed. A part that does not apply is empty, or 0 for the ASN.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param region ISO 3166-2 code, else the source's own name
 * @param asn autonomous system number
 * @param service service as the service catalogue names it
 * @param component component of the service
 * @param signal name of the signal
 */
public record SeriesId(
    String country, String region, long asn, String service, String component, String signal) {

  private static final char SEPARATOR = '\u001f';

  public SeriesId {
    requirePlain(country);
    requirePlain(region);
    requirePlain(service);
    requirePlain(component);
    requirePlain(signal);
  }

  private static void requirePlain(String part) {
    if (part.indexOf(SEPARATOR) >= 0 || part.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a series name holds a control character: " + part.replaceAll("\\p{Cntrl}", "?"));
    }
  }

  /**
   * Returns a text that sorts by place first, so that all series of a place lie side by side in an
   * ordered store.
   */
  public String encoded() {
    return String.join(
        String.valueOf(SEPARATOR), country, Long.toString(asn), region, service, component, signal);
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalArgumentException when the text has other than six parts
   */
  public static SeriesId decoded(String text) {
    String[] parts = text.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != 6) {
      throw new IllegalArgumentException("a series key has 6 parts, not " + parts.length);
    }
    return new SeriesId(parts[0], parts[2], Long.parseLong(parts[1]), parts[3], parts[4], parts[5]);
  }

  /** Returns whether the other series is of the same country, network and region. */
  public boolean isBeside(SeriesId other) {
    return asn == other.asn && country.equals(other.country) && region.equals(other.region);
  }

  /** As records have it, but in plain code: every sample looks its series up. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesId that
        && asn == that.asn
        && component.equals(that.component)
        && service.equals(that.service)
        && country.equals(that.country)
        && region.equals(that.region)
        && signal.equals(that.signal);
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(asn);
    hash = 31 * hash + country.hashCode();
    hash = 31 * hash + region.hashCode();
    hash = 31 * hash + service.hashCode();
    hash = 31 * hash + component.hashCode();
    return 31 * hash + signal.hashCode();
  }
}
