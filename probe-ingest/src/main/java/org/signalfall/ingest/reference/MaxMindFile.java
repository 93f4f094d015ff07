package org.signalfall.ingest.reference;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.schema.reference.Addresses;

/**
 * Databases in MaxMind's format (MaxMind DB File Format Specification, version 2.0): GeoLite2 and
 * GeoIP2, and others that are made alike.
 *
 * <ul>
 *   <li>country: {@code country.iso_code}, else {@code registered_country.iso_code}, else {@code
 *       country_code}, else {@code country} where that is a text of two letters
 *   <li>region: {@code iso_code} of the first of {@code subdivisions}, which GeoLite2 City has
 *   <li>network: {@code autonomous_system_number}, else {@code asn}
 *   <li>its name: {@code autonomous_system_organization}, else {@code as_name}, else {@code name}
 * </ul>
 */
final class MaxMindFile {

  /** Takes the place and reason of an entry that can't be read. */
  @FunctionalInterface
  interface Refusals {
    void refuse(String network, String reason);
  }

  private static final long MAX_ASN = 0xffff_ffffL;

  private MaxMindFile() {}

  /**
   * Reads all entries.
   *
   * @throws MalformedRecordException when the file can't be read to its end; what came before was
   *     taken
   */
  static void read(Path file, Layer layer, Refusals refusals)
      throws MalformedRecordException, IOException {
    MaxMindTree.check(file);
    try (Reader reader = new Reader(file.toFile(), new CHMCache())) {
      layer.date(reader.getMetadata().buildTime().toString());
      Networks<?> networks = reader.networks(Map.class);
      for (int number = 1; networks.hasNext(); number++) {
        entry(networks, number, layer, refusals);
      }
    } catch (InvalidNetworkException | RuntimeException | StackOverflowError e) {
      throw new MalformedRecordException("the database is damaged: " + e.getMessage(), e);
    }
  }

  private static void entry(Networks<?> networks, int number, Layer layer, Refusals refusals)
      throws IOException {
    DatabaseRecord<?> entry = networks.next();
    if (!(entry.data() instanceof Map<?, ?> data)) {
      return;
    }
    try {
      Optional<String> country = country(data);
      if (country.isPresent()) {
        byte[] address = entry.network().networkAddress().getAddress();
        int length = entry.network().prefixLength();
        Family family = Family.of(address);
        if (length <= family.keyBits()) {
          KeyRange range = KeyRange.ofKey(family, Addresses.key(address), length);
          layer.place(range, region(data, country.get()).orElse(country.get()), number);
        }
      }
      Optional<String> asn = text(data, "autonomous_system_number").or(() -> text(data, "asn"));
      if (asn.isPresent()) {
        String name = name(data).orElse("");
        layer.asnName(number(asn.get()), name, number);
      }
    } catch (MalformedRecordException e) {
      refusals.refuse(entry.network().toString(), e.getMessage());
    }
  }

  private static Optional<String> country(Map<?, ?> data) throws MalformedRecordException {
    Optional<String> country =
        inner(data, "country")
            .or(() -> inner(data, "registered_country"))
            .or(() -> text(data, "country_code"))
            .or(() -> text(data, "country").filter(text -> text.length() == 2));
    return country.isEmpty() ? country : Countries.of(country.get());
  }

  private static Optional<String> region(Map<?, ?> data, String country) {
    return data.get("subdivisions") instanceof List<?> all
            && !all.isEmpty()
            && all.get(0) instanceof Map<?, ?> first
        ? text(first, "iso_code").flatMap(code -> Regions.of(country, code))
        : Optional.empty();
  }

  private static Optional<String> name(Map<?, ?> data) {
    return text(data, "autonomous_system_organization")
        .or(() -> text(data, "as_name"))
        .or(() -> text(data, "name"));
  }

  private static long number(String asn) throws MalformedRecordException {
    return KeyRange.number(asn.startsWith("AS") ? asn.substring(2) : asn, MAX_ASN);
  }

  private static Optional<String> inner(Map<?, ?> data, String key) {
    return data.get(key) instanceof Map<?, ?> inner ? text(inner, "iso_code") : Optional.empty();
  }

  /** Returns a text or number as text. */
  private static Optional<String> text(Map<?, ?> data, String key) {
    Object value = data.get(key);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString()).filter(text -> !text.isBlank())
        : Optional.empty();
  }
}
