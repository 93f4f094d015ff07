package org.signalfall.schema.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * What has been published: {@code src/test/resources/contract/vN/Record.avsc}, one folder per
 * published version of the contract, each holding every record.
 *
 * <p>To write the current schemas into a folder, name it: {@code mvn -pl schemas test
 * -Dtest=SchemaEvolutionTest -Dcontract.update=v2}. A folder is never rewritten once its version is
 * released.
 */
final class PublishedVersions {

  private static final Path ROOT = Path.of("src", "test", "resources", "contract");
  private static final String UPDATE = System.getProperty("contract.update", "");

  private PublishedVersions() {}

  /** Writes the record into the folder that the update names, if there is one. */
  static void updateIfAsked(Schema current) throws IOException {
    if (!UPDATE.isEmpty()) {
      Path folder = Files.createDirectories(ROOT.resolve(UPDATE));
      Files.writeString(folder.resolve(current.getName() + ".avsc"), text(current));
    }
  }

  /** Returns every published version of a record, oldest first. */
  static List<Schema> of(String name) throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .sorted(Comparator.comparingInt(PublishedVersions::number))
          .map(folder -> folder.resolve(name + ".avsc"))
          .filter(Files::exists)
          .map(PublishedVersions::read)
          .toList();
    }
  }

  /** Returns a schema as it is published, documentation included. */
  static String text(Schema schema) {
    return SchemaFormatter.format("json/pretty", schema) + "\n";
  }

  private static int number(Path folder) {
    return Integer.parseInt(folder.getFileName().toString().substring(1));
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
