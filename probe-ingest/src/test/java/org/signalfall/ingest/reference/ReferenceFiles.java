package org.signalfall.ingest.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.schema.reference.Addresses;
import org.signalfall.schema.reference.ReferenceData;

/** Builds files of reference data and imports them. */
final class ReferenceFiles {

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final CollectedRejections rejections = new CollectedRejections();

  ReferenceFiles(Path folder) {
    this.folder = folder;
  }

  ReferenceFiles lines(String... lines) throws IOException {
    return bytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  ReferenceFiles bytes(byte[] content) throws IOException {
    Path file = folder.resolve((char) ('a' + files.size()) + ".txt");
    files.add(Files.write(file, content));
    return this;
  }

  /** Turns the order round in which the files are read. */
  ReferenceFiles reversed() {
    Collections.reverse(files);
    return this;
  }

  ReferenceData read() throws IOException {
    return new ReferenceImport(Map.of("a.txt", "CC0-1.0"), rejections).read(files);
  }

  CollectedRejections rejections() {
    return rejections;
  }

  static byte[] bytes(String address) {
    return Addresses.parse(address).orElseThrow();
  }

  static Optional<String> country(ReferenceData data, String address) {
    return data.country(bytes(address));
  }
}
