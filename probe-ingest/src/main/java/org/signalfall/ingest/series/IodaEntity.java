package org.signalfall.ingest.series;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.ingest.input.Quoted;

/**
 * What an IODA series is of.
 *
 * @param type country, region, county, asn or geoasn
 * @param code ISO code, number of a region, ASN, or {@code ASN-REGION}
 * @param name name for people
 * @param fqid its place among IODA's entities, such as {@code geo.provider.EU.ES.1007}
 */
record IodaEntity(String type, String code, String name, String fqid) {

  /**
   * Where it is, as samples say it.
   *
   * @param region null for a whole country or network
   * @param asn null above a network
   */
  record Place(String country, String region, Long asn) {}

  /** A continent, and then a country: the continents' codes are never followed by anything else. */
  private static final Pattern COUNTRY_IN_FQID =
      Pattern.compile("(?:^|\\.)(?:AF|AN|AS|EU|NA|OC|SA)\\.([A-Z]{2})(?:\\.|$)");

  private static final int COUNTRY_LENGTH = 2;

  /**
   * Returns the place of the entity.
   *
   * @param countryOf the country of a network
   * @throws MalformedRecordException when it is none, or its country isn't known
   */
  Place place(Plausibility plausibility, LongFunction<Optional<String>> countryOf)
      throws MalformedRecordException {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "country" -> new Place(plausibility.country(code), null, null);
      case "region", "county" ->
          new Place(
              plausibility.country(
                  countryInFqid().orElseThrow(() -> nowhere("the region " + Quoted.of(code)))),
              name.isEmpty() ? code : name,
              null);
      case "asn" -> network(plausibility, countryOf, code, null);
      case "geoasn" -> networkInRegion(plausibility, countryOf);
      default ->
          throw new MalformedRecordException(
              "an entity of type " + Quoted.of(type) + " is no country, region or network");
    };
  }

  private Place networkInRegion(Plausibility plausibility, LongFunction<Optional<String>> countryOf)
      throws MalformedRecordException {
    int hyphen = code.indexOf('-');
    if (hyphen < 0) {
      return network(plausibility, countryOf, code, null);
    }
    String place = code.substring(hyphen + 1);
    String asn = code.substring(0, hyphen);
    if (place.length() == COUNTRY_LENGTH && Character.isLetter(place.charAt(0))) {
      return new Place(plausibility.country(place), null, plausibility.asn(asn));
    }
    return network(plausibility, countryOf, asn, place);
  }

  private Place network(
      Plausibility plausibility,
      LongFunction<Optional<String>> countryOf,
      String asnText,
      String region)
      throws MalformedRecordException {
    long asn = plausibility.asn(asnText);
    String country =
        countryInFqid().or(() -> countryOf.apply(asn)).orElseThrow(() -> nowhere("AS" + asn));
    return new Place(plausibility.country(country), region, asn);
  }

  private Optional<String> countryInFqid() {
    Matcher matcher = COUNTRY_IN_FQID.matcher(fqid);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static MalformedRecordException nowhere(String what) {
    return new MalformedRecordException(
        "the country of " + what + " is not known: import reference data that knows it");
  }
}
