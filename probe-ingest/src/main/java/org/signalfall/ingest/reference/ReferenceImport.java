package org.signalfall.ingest.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.schema.reference.ReferenceData;
import org.signalfall.schema.reference.ReferenceSource;

/**
 * Makes reference data from files of registries and vendors, whose kind is told by their content,
 * packed or not: delegated statistics of the registries, MaxMind-format databases, tables of
 * iptoasn.com, ranges with countries, and CAIDA's prefix2as.
 *
 * <p>Where files disagree on a place or network:
 *
 * <ol>
 *   <li>files of the registries are one layer, whatever their order, and every other file overrides
 *       them; of two others the later one holds
 *   <li>within a layer the smaller range holds, then the more recent line
 *   <li>prefix2as only fills what is left: a prefix gets the country that all its origins are
 *       registered in, a network the country that most of its addresses are in
 * </ol>
 *
 * A line that can't be read is rejected alone. Memory grows with the files: about 100 bytes a
 * range.
 */
public final class ReferenceImport {

  private static final String SOURCE = "reference";
  private static final int MAX_LINE_BYTES = 64 * 1024;
  private static final int REGISTRIES = 0;

  private final Map<String, String> licences;
  private final Rejections rejections;

  /**
   * Prepares an import.
   *
   * @param licences licence of files, by file name
   * @param rejections gets the lines and entries that can't be read
   */
  public ReferenceImport(Map<String, String> licences, Rejections rejections) {
    this.licences = Map.copyOf(licences);
    this.rejections = rejections;
  }

  /**
   * Reads files.
   *
   * @throws IOException when a file can't be read at all, is of no kind that is known, or holds
   *     nothing that can be used; the message is one sentence for a person
   */
  public ReferenceData read(List<Path> files) throws IOException {
    Claims claims = new Claims();
    List<ReferenceSource> sources = new ArrayList<>();
    int rank = REGISTRIES;
    for (Path file : files) {
      SourceKind kind = kind(file);
      Layer layer = new Layer(claims, kind == SourceKind.RIR ? REGISTRIES : ++rank);
      if (kind == SourceKind.MMDB) {
        readDatabase(file, layer);
      } else {
        readLines(file, kind.lines(), layer);
      }
      if (layer.entries() == 0) {
        throw new IOException(file + " holds nothing that tells a country or a name");
      }
      sources.add(source(file, kind, layer.date()));
    }
    // The order of the registries' files leaves no trace, not even in the version.
    sources.sort(Comparator.comparing(ReferenceImport::inOrder));
    ReferenceData data = claims.resolve(sources);
    if (data.asnCount() + data.ipv4Count() + data.ipv6Count() == 0) {
      throw new IOException(
          "prefix2as alone places nothing: add a file that knows countries, such as one of a registry");
    }
    return data;
  }

  private static SourceKind kind(Path file) throws IOException {
    try {
      return SourceKind.of(file)
          .orElseThrow(
              () ->
                  new IOException(
                      file
                          + " is no reference file: neither delegated statistics, prefix2as, iptoasn,"
                          + " ranges nor a MaxMind database"));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  private static String inOrder(ReferenceSource source) {
    boolean isRegistry = source.kind().equals(SourceKind.RIR.title());
    return isRegistry ? "0" + source.name() + source.sha256() : "1";
  }

  private void readLines(Path file, LineFormat format, Layer layer) throws IOException {
    try (FileLines lines = new FileLines(SOURCE, file, MAX_LINE_BYTES, rejections)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        try {
          format.read(line.text(), (int) line.number(), layer);
        } catch (MalformedRecordException e) {
          lines.reject(line, e.getMessage());
        }
      }
    }
  }

  private void readDatabase(Path file, Layer layer) throws IOException {
    try {
      MaxMindFile.read(file, layer, (network, reason) -> reject(file + ":" + network, reason));
    } catch (MalformedRecordException e) {
      reject(file.toString(), e.getMessage());
    }
  }

  private void reject(String place, String reason) {
    rejections.reject(new Rejection(SOURCE, place, reason, new byte[0], 0));
  }

  private ReferenceSource source(Path file, SourceKind kind, String date) throws IOException {
    String name = file.getFileName().toString();
    return new ReferenceSource(
        kind.title(), name, date, licences.getOrDefault(name, ""), sha256(file));
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[MAX_LINE_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
