package org.signalfall.schema.reference;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Country and name of autonomous systems, sorted by number: ten bytes each, and the names. */
final class AsnTable {

  /** Takes autonomous systems in rising order. */
  static final class Builder {

    private static final int FIRST_CAPACITY = 1024;

    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private int[] asns = new int[FIRST_CAPACITY];
    private short[] countries = new short[FIRST_CAPACITY];
    private int[] nameEnds = new int[FIRST_CAPACITY];
    private int size;

    /**
     * Adds an autonomous system.
     *
     * @param country code, NONE when unknown
     * @param name empty when unknown
     * @throws IllegalArgumentException when the number doesn't rise
     */
    void add(long asn, short country, String name) {
      if (size > 0 && asn <= Integer.toUnsignedLong(asns[size - 1])) {
        throw new IllegalArgumentException("AS" + asn + " does not come after the one before it");
      }
      if (size == asns.length) {
        asns = Arrays.copyOf(asns, 2 * size);
        countries = Arrays.copyOf(countries, 2 * size);
        nameEnds = Arrays.copyOf(nameEnds, 2 * size);
      }
      names.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      asns[size] = (int) asn;
      countries[size] = country;
      nameEnds[size++] = names.size();
    }

    int size() {
      return size;
    }

    AsnTable build() {
      return new AsnTable(
          Arrays.copyOf(asns, size),
          Arrays.copyOf(countries, size),
          Arrays.copyOf(nameEnds, size),
          names.toByteArray());
    }
  }

  private final int[] asns;
  private final short[] countries;
  private final int[] nameEnds;
  private final byte[] names;

  private AsnTable(int[] asns, short[] countries, int[] nameEnds, byte[] names) {
    this.asns = asns;
    this.countries = countries;
    this.nameEnds = nameEnds;
    this.names = names;
  }

  int size() {
    return asns.length;
  }

  long asn(int index) {
    return Integer.toUnsignedLong(asns[index]);
  }

  Optional<String> countryAt(int index) {
    return CountryCode.text(countries[index]);
  }

  /** Returns the name at an index, empty when unknown. */
  String nameAt(int index) {
    int start = index == 0 ? 0 : nameEnds[index - 1];
    return new String(names, start, nameEnds[index] - start, StandardCharsets.UTF_8);
  }

  Optional<String> country(long asn) {
    int index = find(asn);
    return index < 0 ? Optional.empty() : countryAt(index);
  }

  Optional<String> name(long asn) {
    int index = find(asn);
    return index < 0
        ? Optional.empty()
        : Optional.of(nameAt(index)).filter(name -> !name.isEmpty());
  }

  /** Returns about how many bytes of memory it takes. */
  long bytes() {
    return (long) asns.length * (2 * Integer.BYTES + Short.BYTES) + names.length;
  }

  private int find(long asn) {
    int low = 0;
    int high = asns.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(asn(middle), asn);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
