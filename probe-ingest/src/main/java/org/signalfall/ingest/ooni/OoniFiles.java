package org.signalfall.ingest.ooni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files to read: one file, or all JSON files of a folder. */
final class OoniFiles {

  private static final Pattern JSON =
      Pattern.compile(".*\\.(json|jsonl)(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private OoniFiles() {}

  /**
   * Returns the file itself, or the files of the folder and below, by name, that end in {@code
   * .json} or {@code .jsonl}, with or without {@code .gz}.
   *
   * @throws IOException when there is none; the message is one sentence for a person
   */
  static List<Path> under(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> files =
          walk.filter(Files::isRegularFile)
              .filter(file -> JSON.matcher(file.getFileName().toString()).matches())
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IOException("folder " + path + " holds no .json or .jsonl file");
      }
      return files;
    }
  }
}
