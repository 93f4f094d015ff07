package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldTellVersionSourcesAndLicenceOfWhatIsShipped() {
    CommandRun run = CommandRun.of("reference", "show");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).containsPattern("version +[0-9a-f]{64}").contains("PDDL-1.0, IPtoASN");
  }

  @Test
  void shouldPlaceByWhatIsShippedWhenNoFileIsNamed() {
    CommandRun run = CommandRun.of("reference", "lookup", "5.112.0.0/14", "2001:67c:2e8::1", "AS7");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines())
        .containsExactly("5.112.0.0/14  IR", "2001:67c:2e8::1  NL", "AS7  -");
  }

  @Test
  void shouldImportAFileAndGoByIt() throws IOException {
    Path input =
        Files.writeString(
            folder.resolve("table.tsv"),
            "5.112.0.0\t5.115.255.255\t44244\tIQ\tIRANCELL\nnonsense\n");
    Path out = folder.resolve("mine.tsv.gz");

    CommandRun imported =
        CommandRun.of(
            "reference",
            "import",
            "--out",
            out.toString(),
            "--licence",
            "table.tsv=PDDL-1.0",
            input.toString());
    CommandRun asked =
        CommandRun.of("reference", "lookup", "--reference", out.toString(), "as44244", "5.112.0.1");

    assertThat(imported.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(imported.out())
        .contains("source     iptoasn table.tsv", "licence  PDDL-1.0")
        .endsWith("1 lines or entries rejected.\n");
    assertThat(imported.err()).isEqualTo(input + ":2: the line has 1 fields, a range 5.\n");
    assertThat(asked.out().lines()).containsExactly("as44244  IQ  IRANCELL", "5.112.0.1  IQ");
  }

  @Test
  void shouldSaySoInOneSentenceWhenItCannot() throws IOException {
    Path prose = Files.writeString(folder.resolve("prose.txt"), "to be, or not to be\n");
    String out = folder.resolve("out").toString();

    assertThat(CommandRun.of("reference", "lookup", "nowhere").err())
        .isEqualTo("signalfall: 'nowhere' is no ASN, prefix or address.\n");
    assertThat(CommandRun.of("reference", "show", prose.toString()).err())
        .isEqualTo("signalfall: " + prose + ": this is no reference data of Signalfall's.\n");
    assertThat(CommandRun.of("reference", "show", folder.resolve("x").toString()).err())
        .isEqualTo("signalfall: There is no file " + folder.resolve("x") + ".\n");
    assertThat(CommandRun.of("reference", "import", "--out", out, prose.toString()).err())
        .startsWith("signalfall: " + prose + " is no reference file: ");
    assertThat(CommandRun.of("reference", "import", "--out", out, out).err())
        .isEqualTo("signalfall: there is no file " + out + ".\n");
    assertThat(CommandRun.of("reference", "import", "--out", out + "/x", prose.toString()).err())
        .isEqualTo("signalfall: " + out + "/x cannot be written: there is no such folder.\n");
    assertThat(Path.of(out)).doesNotExist();
  }
}
