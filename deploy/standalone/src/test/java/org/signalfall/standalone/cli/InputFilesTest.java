package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.ooni.OoniSource;

class InputFilesTest {

  private static final ServiceCatalogue CATALOGUE = ServiceCatalogue.shipped();

  @TempDir private Path folder;

  @Test
  void shouldMakeOneSourceOfFoldersAndStandardInput() {
    OoniSource source = InputFiles.ooni(List.of(folder, Path.of("-")), CATALOGUE);

    assertThat(source.feed().name()).isEqualTo("ooni");
  }

  @Test
  void shouldSayWhichPathWhenItIsMissing() {
    Path missing = folder.resolve("missing.jsonl");

    assertThatThrownBy(() -> InputFiles.ooni(List.of(folder, missing), CATALOGUE))
        .isInstanceOf(CliException.class)
        .hasMessage("There is no file " + missing + ".");
  }
}
