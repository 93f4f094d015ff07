package org.signalfall.ingest.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.ingest.SharedData;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.schema.TrustedClasses;

/** Holds the decoder against streams of real routers, as another decoder reads them. */
class BmpSamplesTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @CsvSource({
    "200-BMP-HUAWEI-locrib_instance, 103",
    "201-BMP-CISCO-rd_instance, 336",
    "204-BMP-CISCO-peer_down, 343",
    "stateless-with-add-path, 30",
    "unreachable-prefix-announcement, 44"
  })
  void shouldReadEveryMessageAsTheRecordedDecodeDoes(String sample, int messages) throws Exception {
    Path folder = SharedData.require("bmp/" + sample);
    List<String> expected = new ArrayList<>();
    for (Path file : files(folder, "-bmp.json")) {
      for (String line : Files.readAllLines(file)) {
        expected.add(ExpectedText.of(MAPPER.readTree(line)));
      }
    }

    List<String> decoded = new ArrayList<>();
    for (Path file : files(folder, ".bmp")) {
      try (InputStream in = Files.newInputStream(file)) {
        BmpFrames frames = new BmpFrames(in);
        DecodedText text = new DecodedText();
        List<String> ofRouter = new ArrayList<>();
        while (frames.next()) {
          ofRouter.add(text.of(BmpDecoder.decode(frames)));
        }
        assertThat(expected).containsSubsequence(ofRouter);
        decoded.addAll(ofRouter);
      }
    }

    assertThat(expected).hasSize(messages);
    // Several routers' messages stand among each other in the recorded decode.
    assertThat(decoded).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "200-BMP-HUAWEI-locrib_instance/traffic-00.flow1.bmp",
    "201-BMP-CISCO-rd_instance/traffic-00.flow1.bmp",
    "204-BMP-CISCO-peer_down/traffic-00.flow1.bmp",
    "stateless-with-add-path/ipv4_unicast_all.flow1.bmp",
    "unreachable-prefix-announcement/upa.flow1.bmp",
    "unreachable-prefix-announcement/upa.flow2.bmp",
    "unreachable-prefix-announcement/upa.flow3.bmp"
  })
  void shouldTakeEveryMessageOfARouterWithoutRejection(String file) throws Exception {
    TrustedClasses.register();
    Path path = SharedData.require("bmp/" + file);
    Map<String, Integer> records = new TreeMap<>();
    BmpCounts counts = new BmpCounts();
    RouterSession session =
        new RouterSession(
            "test",
            new BmpViews(false, true),
            FullFeedRule.DEFAULT,
            counts,
            record -> records.merge(kind(record), 1, Integer::sum));
    List<String> reasons = new ArrayList<>();

    try (InputStream in = Files.newInputStream(path)) {
      BmpFrames frames = new BmpFrames(in);
      while (frames.next()) {
        try {
          session.take(BmpDecoder.decode(frames), 0);
        } catch (MalformedRecordException e) {
          reasons.add(e.getMessage());
        }
      }
    }

    System.out.println(file + ": " + records + " of " + counts.byKind());
    assertThat(reasons).isEmpty();
    assertThat(records).isNotEmpty();
  }

  private static String kind(TimedBgp record) {
    return record instanceof TimedBgp.Peer peer
        ? peer.state().getStatus().name()
        : ((TimedBgp.Update) record).update().getWithdrawn() ? "withdrawn" : "announced";
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
