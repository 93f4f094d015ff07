package org.signalfall.event;

import java.util.Comparator;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;

/**
 * What one event is about: a scope and, for a restriction, a service. The components of a service
 * share a case, since one measurement sees them all.
 *
 * @param country ISO 3166-1 alpha-2 code, ZZ for a service across countries
 * @param level breadth of the scope
 * @param asn autonomous system number, 0 for none
 * @param region region, empty for none
 * @param service service, empty when connectivity itself is meant, {@value #EVERY_SERVICE} for all
 *     services that a country takes at once
 */
public record CaseKey(String country, ScopeLevel level, long asn, String region, String service)
    implements Comparable<CaseKey> {

  static final String EVERY_SERVICE = "*";

  private static final char SEPARATOR = '\u001f';

  private static final Comparator<CaseKey> ORDER =
      Comparator.comparing(CaseKey::country)
          .thenComparing(CaseKey::level)
          .thenComparing(CaseKey::asn)
          .thenComparing(CaseKey::region)
          .thenComparing(CaseKey::service);

  /** Returns the key of the case that a verdict about that scope belongs to. */
  public static CaseKey of(Scope scope) {
    return new CaseKey(
        scope.getCountry(),
        scope.getLevel(),
        scope.getAsn() == null ? 0 : scope.getAsn(),
        scope.getRegion() == null ? "" : scope.getRegion(),
        scope.getService() == null ? "" : scope.getService());
  }

  /** Returns the case of another service in the same place. */
  CaseKey of(String other) {
    return new CaseKey(country, level, asn, region, other);
  }

  /** Returns whether the case is about all services that a country takes at once. */
  public boolean isOfEveryService() {
    return service.equals(EVERY_SERVICE);
  }

  /** Returns the prefix that the texts of all of a country's cases share. */
  public static String countryPrefix(String country) {
    return country + SEPARATOR;
  }

  /** Returns the prefix that the texts of all cases of the same place share. */
  String placePrefix() {
    return new CaseKey(country, level, asn, region, "").encoded();
  }

  /** Returns a text that sorts by country first. */
  public String encoded() {
    return String.join(
        String.valueOf(SEPARATOR), country, level.name(), Long.toString(asn), region, service);
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalArgumentException when the text has other than five parts
   */
  public static CaseKey decoded(String text) {
    String[] parts = text.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("a case key has 5 parts, not " + parts.length);
    }
    return new CaseKey(
        parts[0], ScopeLevel.valueOf(parts[1]), Long.parseLong(parts[2]), parts[3], parts[4]);
  }

  @Override
  public int compareTo(CaseKey other) {
    return ORDER.compare(this, other);
  }
}
