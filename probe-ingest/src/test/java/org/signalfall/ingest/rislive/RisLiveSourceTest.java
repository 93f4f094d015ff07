package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.SharedData;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.TimedRecord;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.input.Plausibility;

class RisLiveSourceTest {

  /** Prefixes of the 1 027 recorded updates, each once for its update. */
  private static final int UPDATES = 3_233;

  @TempDir private Path folder;

  private final CollectedRejections rejections = new CollectedRejections();

  @Test
  void shouldMergeFilesByTimeAndFollowOneTableAcrossThem() throws IOException {
    Path second =
        write(
            "second.jsonl",
            RisMother.announcement("203.0.113.0/24").at(2).json(),
            RisMother.message("UPDATE").at(4).json());
    Path first =
        write(
            "first.jsonl",
            RisMother.state("connected").at(0).json(),
            RisMother.announcement("198.51.100.0/24").at(3).json());

    assertThat(lines(second, first))
        .containsExactly(
            "TABLE_TRANSFER 0 192.0.2.1 AS64500 at rrc21: 0+0",
            "+ 203.0.113.0/24 of AS64500 at rrc21 [64500, 64501]",
            "+ 198.51.100.0/24 of AS64500 at rrc21 [64500, 64501]",
            "UP 4 192.0.2.1 AS64500 at rrc21: 2+0 full");
    assertThat(rejections.all()).isEmpty();
  }

  @Test
  void shouldReadOnBehindALineThatIsNoMessage() throws IOException {
    Path file =
        write(
            "damaged.jsonl",
            RisMother.withdrawal("198.51.100.0/24").json(),
            "{\"type\":\"ris_message\",\"data\":{",
            "",
            "{\"type\":\"ris_error\",\"data\":{\"message\":\"arbitrary\"}}",
            RisMother.withdrawal("198.51.100.0/99").json(),
            RisMother.withdrawal("203.0.113.0/24").json());

    assertThat(lines(file))
        .containsExactly(
            "- 198.51.100.0/24 of AS64500 at rrc21 []", "- 203.0.113.0/24 of AS64500 at rrc21 []");
    assertThat(rejections.places()).containsExactly("damaged.jsonl:2", "damaged.jsonl:5");
    assertThat(rejections.reasons())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("this is no JSON: "),
            reason ->
                assertThat(reason)
                    .isEqualTo("the prefix '198.51.100.0/99' is longer than an address"));
  }

  @Test
  void shouldReadCompressedFilesToTheEndAndSayHowFarItIs() throws IOException {
    Path file = folder.resolve("messages.jsonl.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(RisMother.withdrawal("198.51.100.0/24").json().getBytes(StandardCharsets.UTF_8));
    }

    try (RecordReader reader = source(file).open(rejections)) {
      assertThat(Records.readAll(reader)).hasSize(1);
      assertThat(reader.progress()).isEqualTo(1.0);
    }
  }

  @Test
  void shouldReadOrRejectEveryRecordedMessage() throws IOException {
    Path samples = SharedData.require("ris-live");
    List<Path> files;
    try (Stream<Path> all = Files.list(samples)) {
      files = all.sorted().toList();
    }

    RisFilesReader reader =
        new RisFilesReader(
            "ris-live",
            files,
            FullFeedRule.DEFAULT,
            new Plausibility(Clock.systemUTC()),
            rejections);
    List<TimedRecord> records = Records.readAll(reader);

    Map<String, Long> types = reader.counts().byType();
    System.out.println("RIS Live samples: " + types + ", records " + records.size());
    assertThat(types)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "KEEPALIVE", 7L,
                "NOTIFICATION", 1L,
                "OPEN", 1L,
                "RIS_PEER_STATE", 1L,
                "UPDATE", 1027L,
                "ris_error", 1L));
    assertThat(rejections.places()).containsExactly("libbgpstream_ris-live-stream.jsonl:7");
    assertThat(rejections.reasons())
        .singleElement()
        .asString()
        .startsWith("this is no JSON: Unexpected end-of-input");
    assertThat(records).filteredOn(TimedBgp.Peer.class::isInstance).hasSize(1);
    assertThat(records).filteredOn(TimedBgp.Update.class::isInstance).hasSize(UPDATES);
  }

  private List<String> lines(Path... files) throws IOException {
    return Records.readAll(source(files), rejections).stream().map(RisMother::line).toList();
  }

  private static RisLiveSource source(Path... files) {
    return new RisLiveSource(List.of(files), RisMother.TWO_PREFIXES, RisMother.CLOCK);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
