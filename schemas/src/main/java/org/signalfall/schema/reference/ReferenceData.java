package org.signalfall.schema.reference;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.signalfall.avro.Prefix;

/**
 * Says in which country an autonomous system, an address or a prefix is, in which region a prefix
 * is where that is known, and what an autonomous system is called.
 *
 * <p>Ten bytes of memory a range and a dozen an autonomous system, beside its name: a full table of
 * 110 thousand systems and 500 thousand ranges takes less than 16 MiB. Immutable, and safe for use
 * by several threads; a lookup is a binary search and allocates nothing but names.
 */
public final class ReferenceData {

  /** Collects reference data; every kind of entry in rising order. */
  public static final class Builder {

    private final List<ReferenceSource> sources = new ArrayList<>();
    private final PlaceCodes codes = new PlaceCodes();
    private final AsnTable.Builder asns = new AsnTable.Builder();
    private final PlaceRanges.Builder ipv4 = new PlaceRanges.Builder();
    private final PlaceRanges.Builder ipv6 = new PlaceRanges.Builder();

    /** Names a source. */
    public Builder source(ReferenceSource source) {
      sources.add(source);
      return this;
    }

    /**
     * Adds an autonomous system.
     *
     * @param asn 0 to 2^32 - 1, rising
     * @param country ISO 3166-1 alpha-2 code in capital letters
     * @param name one line of text, at most 200 characters; empty when unknown
     * @throws IllegalArgumentException when the number doesn't rise or a text isn't as it must be
     */
    public Builder asn(long asn, Optional<String> country, String name) {
      if (asn < 0 || asn > MAX_ASN) {
        throw new IllegalArgumentException("AS" + asn + " is beyond 32 bits");
      }
      if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "the name of AS" + asn + " is no line of 200 characters");
      }
      asns.add(asn, country.map(CountryCode::of).orElse(CountryCode.NONE), name);
      return this;
    }

    /**
     * Says which place holds from an IPv4 address on, until the next one said.
     *
     * @param start key of the address, rising
     * @param place country, or region as ISO 3166-2 names it, in capital letters
     * @throws IllegalArgumentException when the address doesn't rise, or isn't one, or the place is
     *     none
     */
    public Builder ipv4From(long start, Optional<String> place) {
      if (start < 0 || start > MAX_IPV4) {
        throw new IllegalArgumentException("the IPv4 address is beyond 32 bits");
      }
      ipv4.from(start, code(place));
      return this;
    }

    /**
     * Says which place holds from an IPv6 /64 on, until the next one said.
     *
     * @param start key of the /64, rising as an unsigned number
     * @param place country, or region as ISO 3166-2 names it, in capital letters
     * @throws IllegalArgumentException when the key doesn't rise, or the place is none
     */
    public Builder ipv6From(long start, Optional<String> place) {
      ipv6.from(start, code(place));
      return this;
    }

    /** Returns how many entries it holds. */
    int size() {
      return sources.size() + asns.size() + ipv4.size() + ipv6.size();
    }

    /** Returns what was collected. */
    public ReferenceData build() {
      return new ReferenceData(sources, codes, asns.build(), ipv4.build(), ipv6.build());
    }

    private int code(Optional<String> place) {
      return place.isPresent() ? codes.of(place.get()) : PlaceCodes.NONE;
    }
  }

  /** Read once, when it is first asked for. */
  private static final class BuiltIn {

    private static final String FILE = "builtin.tsv.gz";
    private static final ReferenceData DATA = load();

    private BuiltIn() {}

    private static ReferenceData load() {
      try (InputStream in = ReferenceData.class.getResourceAsStream(FILE)) {
        return ReferenceFile.read(FILE, in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final long MAX_ASN = 0xffff_ffffL;
  static final long MAX_IPV4 = 0xffff_ffffL;
  static final int MAX_NAME_LENGTH = 200;

  private final List<ReferenceSource> sources;
  private final PlaceCodes codes;
  private final AsnTable asns;
  private final PlaceRanges ipv4;
  private final PlaceRanges ipv6;
  private final String version;

  private ReferenceData(
      List<ReferenceSource> sources,
      PlaceCodes codes,
      AsnTable asns,
      PlaceRanges ipv4,
      PlaceRanges ipv6) {
    this.sources = List.copyOf(sources);
    this.codes = codes;
    this.asns = asns;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.version = ReferenceFile.version(this);
  }

  /** Returns what is shipped: the country of prefixes, and nothing of autonomous systems. */
  public static ReferenceData builtIn() {
    return BuiltIn.DATA;
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws MalformedReferenceException when it is no such file, or was changed or cut short
   * @throws IOException when it can't be read
   */
  public static ReferenceData read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return ReferenceFile.read(file.toString(), in);
    }
  }

  /**
   * Writes the data to a file, whole or not at all. The same data gives the same bytes.
   *
   * @throws IOException when it can't be written; what was there before is still there
   */
  public void write(Path file) throws IOException {
    ReferenceFile.write(this, file);
  }

  /** Returns the SHA-256 of the content, hexadecimal: what is the same has the same version. */
  public String version() {
    return version;
  }

  /** Returns what the data was made from. */
  public List<ReferenceSource> sources() {
    return sources;
  }

  /** Returns the country that an autonomous system is registered in. */
  public Optional<String> country(long asn) {
    return asns.country(asn);
  }

  /** Returns the name of an autonomous system. */
  public Optional<String> name(long asn) {
    return asns.name(asn);
  }

  /**
   * Returns the country of an address.
   *
   * @param address 4 or 16 bytes
   */
  public Optional<String> country(byte[] address) {
    PlaceRanges ranges = address.length == Addresses.IPV4_BYTES ? ipv4 : ipv6;
    return CountryCode.text(codes.country(ranges.at(Addresses.key(address))));
  }

  /** Returns the country that most of a prefix's addresses are in, as below. */
  public Optional<String> country(Prefix prefix) {
    return country(prefix.getAddress(), prefix.getLength());
  }

  /**
   * Returns the country that more than half of those addresses of a prefix are in whose country is
   * known. Ranges don't nest once they are imported, so that the longest match of a prefix with a
   * hole would be only a part of it.
   *
   * @param address 4 or 16 bytes remain in it; left as it is
   * @param length bits of the prefix, 0 to 32 or 128
   */
  public Optional<String> country(ByteBuffer address, int length) {
    return CountryCode.text(most(address, length, codes::country));
  }

  /**
   * Returns the region that more than half of those addresses of a prefix are in whose country is
   * known; empty where there is none, as where only countries are known.
   *
   * @param address 4 or 16 bytes remain in it; left as it is
   * @param length bits of the prefix, 0 to 32 or 128
   */
  public Optional<String> region(ByteBuffer address, int length) {
    return codes.hasRegions()
        ? codes.region(most(address, length, place -> place))
        : Optional.empty();
  }

  private int most(ByteBuffer address, int length, IntUnaryOperator wider) {
    boolean isIpv4 = address.remaining() == Addresses.IPV4_BYTES;
    long hostBits = hostBits((isIpv4 ? Integer.SIZE : Long.SIZE) - length);
    long first = Addresses.key(address) & ~hostBits;
    return (isIpv4 ? ipv4 : ipv6).most(first, first | hostBits, wider);
  }

  /** Returns how many IPv4 addresses each country has, in the order of countries. */
  public Map<String, Long> ipv4Addresses() {
    Map<String, Long> addresses = new TreeMap<>();
    for (int range = 0; range < ipv4.size(); range++) {
      long end = range + 1 < ipv4.size() ? ipv4.start(range + 1) : MAX_IPV4 + 1;
      long count = end - ipv4.start(range);
      CountryCode.text(codes.country(ipv4.place(range)))
          .ifPresent(country -> addresses.merge(country, count, Long::sum));
    }
    return addresses;
  }

  /** Returns how many autonomous systems it knows. */
  public int asnCount() {
    return asns.size();
  }

  /** Returns at how many places of the IPv4 space the country changes. */
  public int ipv4Count() {
    return ipv4.size();
  }

  /** Returns at how many places of the IPv6 space the country changes. */
  public int ipv6Count() {
    return ipv6.size();
  }

  /** Returns about how many bytes of memory it takes. */
  public long bytes() {
    return asns.bytes() + ipv4.bytes() + ipv6.bytes();
  }

  PlaceCodes codes() {
    return codes;
  }

  AsnTable asns() {
    return asns;
  }

  PlaceRanges ipv4() {
    return ipv4;
  }

  PlaceRanges ipv6() {
    return ipv6;
  }

  private static long hostBits(int bits) {
    if (bits >= Long.SIZE) {
      return -1L;
    }
    return bits <= 0 ? 0 : (1L << bits) - 1;
  }
}
