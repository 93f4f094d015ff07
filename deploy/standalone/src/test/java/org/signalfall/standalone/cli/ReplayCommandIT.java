package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.standalone.SharedData;
import org.signalfall.standalone.replay.GeneratedInput;

class ReplayCommandIT {

  @TempDir private Path folder;

  @Test
  void shouldEndWellAndSayWhatItPassedOverWhenALineIsBad() throws IOException {
    GeneratedInput.Files files = GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder);
    int badLine = Files.readAllLines(files.series()).size() + 1;
    Files.writeString(files.series(), "2023-03-06T01:0\n", StandardOpenOption.APPEND);
    Path events = folder.resolve("events.jsonl");

    CommandRun replay =
        CommandRun.of(
            "replay",
            "--series",
            files.series().toString(),
            "--ooni",
            files.ooni().toString(),
            "--events",
            events.toString());

    assertThat(replay.err()).isEmpty();
    assertThat(replay.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(replay.out())
        .contains(
            "rejected " + files.series() + ":" + badLine + ": the row has 1 fields, the header 7\n")
        .contains(" 1 rejected, ");
    assertThat(events).content().contains("\"RESOLVED\"");
  }

  @Test
  void shouldReplayATableOfBgp() {
    Path table = SharedData.require("mrt/ripencc-bgpdump/test_data/bview.20020722.2337.gz");

    CommandRun replay =
        CommandRun.of("replay", "--mrt", table.toString(), "--full-feed-ipv4", "100000");

    assertThat(replay.err()).isEmpty();
    assertThat(replay.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(replay.out()).contains(" 0 rejected, ");
  }
}
