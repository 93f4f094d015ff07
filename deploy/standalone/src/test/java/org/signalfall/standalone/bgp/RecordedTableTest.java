package org.signalfall.standalone.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.standalone.SharedData;

/**
 * A real table of 2002, counted by the engine from MRT and by a script of a few lines from the text
 * that bgpdump made of it.
 */
class RecordedTableTest {

  private static final String NAME = "bview.20020722.2337.gz";

  @ParameterizedTest(name = "{0} prefixes are a full table, {1} partitions")
  @CsvSource({"100000, 1", "100000, 6", "400, 1", "400, 6", "100, 1", "100, 6"})
  void shouldCountWhatAScriptCountsFromText(int fullFeed, int partitions)
      throws IOException, InterruptedException {
    Path table = SharedData.require("mrt/ripencc-bgpdump/test_data/" + NAME);
    Path text = SharedData.require("mrt/ripencc-bgpdump/test_expect/" + NAME + ".bgp.gz");
    Map<String, List<Long>> visible = new TreeMap<>();
    Map<String, Long> counts = new TreeMap<>();
    for (String line : script(fullFeed, text)) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("P")) {
        visible.put(words[1], numbers(words[2]));
      } else {
        counts.put("AS" + words[1], Long.parseLong(words[2]));
      }
    }
    List<TimedBgp> records = MrtRecords.of(table, fullFeed);

    Engines engines = new Engines(partitions);
    Map<String, Long> counted = engines.run(records).lastEntry().getValue();

    System.out.printf(
        "%d prefixes are a full table: %d visible prefixes, %d origins, %d /24s%n",
        fullFeed, visible.size(), counts.size(), counted.get("all"));
    assertThat(visible).isNotEmpty();
    assertThat(engines.visible()).isEqualTo(visible);
    assertThat(ofOrigins(counted)).isEqualTo(counts);
  }

  private static Map<String, Long> ofOrigins(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().matches("AS\\d+"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
  }

  private static List<Long> numbers(String list) {
    return Arrays.stream(list.split(",")).map(Long::valueOf).toList();
  }

  private static List<String> script(int fullFeed, Path text)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            "python3",
            Path.of("src/test/python/visible.py").toString(),
            String.valueOf(fullFeed),
            text.toString());
    Process process;
    try {
      process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      System.err.println("SKIPPED: there is no python3 to count with");
      Assumptions.abort("no python3");
      throw e;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> all = lines.lines().toList();
      assertThat(process.waitFor()).isZero();
      return all;
    }
  }
}
