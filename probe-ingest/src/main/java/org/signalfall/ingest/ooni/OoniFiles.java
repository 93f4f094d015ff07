package org.signalfall.ingest.ooni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files to read: files as they are given, and all JSON files of folders. */
final class OoniFiles {

  private static final Pattern JSON =
      Pattern.compile(".*\\.(json|jsonl|ndjson)(\\.(gz|bz2|zst))?", Pattern.CASE_INSENSITIVE);

  private OoniFiles() {}

  /**
   * Returns the files themselves, and in the place of a folder the files in it and below, by name,
   * that end in {@code .json}, {@code .jsonl} or {@code .ndjson}, with or without {@code .gz},
   * {@code .bz2} or {@code .zst}. Standard input is a file.
   *
   * @throws IOException when a folder holds none; the message is one sentence for a person
   */
  static List<Path> under(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(in(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files =
          walk.filter(Files::isRegularFile)
              .filter(file -> JSON.matcher(file.getFileName().toString()).matches())
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IOException("folder " + folder + " holds no .json or .jsonl file");
      }
      return files;
    }
  }
}
