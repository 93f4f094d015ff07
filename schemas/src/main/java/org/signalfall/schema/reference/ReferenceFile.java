package org.signalfall.schema.reference;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The file of reference data: gzip of lines of UTF-8, fields parted by tabs, so that {@code zcat}
 * shows it.
 *
 * <pre>
 * signalfall-reference  2  VERSION
 * source  KIND  NAME  DATE  LICENCE  SHA256      one each
 * asn     44244  IR  NAME                        rising; country - when unknown, name may be empty
 * ipv4    1.0.0.0  AU                            rising: AU holds from here on until the next line
 * ipv4    1.1.0.0  AU-NSW                        a region, as ISO 3166-2 names it
 * ipv4    1.2.0.0  -                             no country from here on
 * ipv6    2001:200::  JP                         rising; nothing finer than a /64
 * </pre>
 *
 * <p>What names regions is of format 2; what names none is of format 1, as before there were any.
 *
 * <p>Version is the SHA-256 of all lines after the first, with their line ends.
 */
final class ReferenceFile {

  private static final String MAGIC = "signalfall-reference";
  private static final String FORMAT = "1";
  private static final String FORMAT_OF_REGIONS = "2";
  private static final String NO_COUNTRY = "-";

  /** More than any registry could fill; keeps a hostile file from taking all memory. */
  private static final int MAX_ENTRIES = 8_000_000;

  private static final int MAX_SOURCES = 1000;

  private ReferenceFile() {}

  /** Returns the version that data has. */
  static String version(ReferenceData data) {
    MessageDigest digest = sha256();
    describe(data, line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Writes data beside a file and then puts it in the file's place. */
  static void write(ReferenceData data, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (OutputStream out =
          new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        Consumer<String> lines = line -> put(line, out);
        String format = data.codes().hasRegions() ? FORMAT_OF_REGIONS : FORMAT;
        lines.accept(line(MAGIC, format, data.version()));
        describe(data, lines);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Reads a file; the name is for the messages of exceptions. */
  static ReferenceData read(String name, InputStream in) throws IOException {
    ShortLines lines = new ShortLines(unzipped(name, in));
    ReferenceData.Builder builder = new ReferenceData.Builder();
    String version = header(name, next(name, lines));
    Section section = Section.SOURCE;
    for (String line = next(name, lines); line != null; line = next(name, lines)) {
      try {
        String[] fields = line.split("\t", -1);
        Section found = Section.of(fields);
        if (found.compareTo(section) < 0) {
          throw new IllegalArgumentException(found.title + " comes after " + section.title);
        }
        section = found;
        section.add(fields, builder);
        if (builder.size() > MAX_ENTRIES
            || (section == Section.SOURCE && builder.size() > MAX_SOURCES)) {
          throw new IllegalArgumentException("there are too many entries");
        }
      } catch (IllegalArgumentException e) {
        throw new MalformedReferenceException(name + ":" + lines.number(), e.getMessage());
      }
    }
    ReferenceData data = builder.build();
    if (!data.version().equals(version)) {
      throw new MalformedReferenceException(
          name,
          "the content does not have the version that it claims: it was changed or cut short");
    }
    return data;
  }

  /** The kinds of lines, in their order. */
  private enum Section {
    SOURCE("source", 6) {
      @Override
      void add(String[] fields, ReferenceData.Builder builder) {
        builder.source(new ReferenceSource(fields[1], fields[2], fields[3], fields[4], fields[5]));
      }
    },
    ASN("asn", 4) {
      @Override
      void add(String[] fields, ReferenceData.Builder builder) {
        builder.asn(asn(fields[1]), country(fields[2]), fields[3]);
      }
    },
    IPV4("ipv4", 3) {
      @Override
      void add(String[] fields, ReferenceData.Builder builder) {
        builder.ipv4From(key(fields[1], Addresses.IPV4_BYTES), country(fields[2]));
      }
    },
    IPV6("ipv6", 3) {
      @Override
      void add(String[] fields, ReferenceData.Builder builder) {
        builder.ipv6From(key(fields[1], Addresses.IPV6_BYTES), country(fields[2]));
      }
    };

    private final String title;
    private final int width;

    Section(String title, int width) {
      this.title = title;
      this.width = width;
    }

    abstract void add(String[] fields, ReferenceData.Builder builder);

    static Section of(String[] fields) {
      for (Section section : values()) {
        if (section.title.equals(fields[0]) && section.width == fields.length) {
          return section;
        }
      }
      throw new IllegalArgumentException("the line is of no kind that the format has");
    }

    private static long asn(String text) {
      if (text.isEmpty()
          || text.length() > 10
          || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new IllegalArgumentException("the ASN is not a number");
      }
      return Long.parseLong(text);
    }

    private static Optional<String> country(String text) {
      return text.equals(NO_COUNTRY) ? Optional.empty() : Optional.of(text);
    }

    private static long key(String text, int bytes) {
      return Addresses.parse(text)
          .filter(address -> address.length == bytes)
          .map(Addresses::key)
          .orElseThrow(() -> new IllegalArgumentException("the address is not one"));
    }
  }

  private static void describe(ReferenceData data, Consumer<String> lines) {
    for (ReferenceSource source : data.sources()) {
      lines.accept(
          line(
              Section.SOURCE.title,
              source.kind(),
              source.name(),
              source.date(),
              source.licence(),
              source.sha256()));
    }
    AsnTable asns = data.asns();
    for (int i = 0; i < asns.size(); i++) {
      String country = asns.countryAt(i).orElse(NO_COUNTRY);
      lines.accept(line(Section.ASN.title, Long.toString(asns.asn(i)), country, asns.nameAt(i)));
    }
    data.ipv4()
        .describe(
            Addresses::ipv4,
            data.codes(),
            (start, place) -> lines.accept(line(Section.IPV4.title, start, place)));
    data.ipv6()
        .describe(
            Addresses::ipv6,
            data.codes(),
            (start, place) -> lines.accept(line(Section.IPV6.title, start, place)));
  }

  private static String header(String name, String line) throws IOException {
    String[] fields = line == null ? new String[0] : line.split("\t", -1);
    if (fields.length != 3 || !fields[0].equals(MAGIC)) {
      throw new MalformedReferenceException(name, "this is no reference data of Signalfall's");
    }
    if (!fields[1].equals(FORMAT) && !fields[1].equals(FORMAT_OF_REGIONS)) {
      throw new MalformedReferenceException(
          name, "this is reference data of another format than 1 or 2: import it anew");
    }
    return fields[2];
  }

  private static InputStream unzipped(String name, InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in);
    } catch (ZipException | EOFException e) {
      throw new MalformedReferenceException(name, "this is no reference data of Signalfall's");
    }
  }

  private static String next(String name, ShortLines lines) throws IOException {
    try {
      return lines.next();
    } catch (ZipException | EOFException e) {
      throw new MalformedReferenceException(name, "the compressed data is damaged or ends early");
    } catch (ShortLines.OverlongException e) {
      throw new MalformedReferenceException(name + ":" + lines.number(), e.getMessage());
    }
  }

  private static String line(String... fields) {
    return String.join("\t", fields) + "\n";
  }

  private static void put(String line, OutputStream out) {
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
