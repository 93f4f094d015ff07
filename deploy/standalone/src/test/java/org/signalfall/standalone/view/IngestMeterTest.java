package org.signalfall.standalone.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalfall.standalone.replay.IngestProgress;

class IngestMeterTest {

  private final StringWriter screen = new StringWriter();
  private final PrintWriter out = new PrintWriter(screen);

  @Test
  void shouldTellRateAndTimeLeftOnceForEachTenthWhenThereIsNoTerminal() {
    try (IngestMeter meter = IngestMeter.of(out, null, Map.of("TERM", "xterm"))) {
      meter.reading(0.5);
      meter.sending(progress(1_000, 0.05), Duration.ofSeconds(1));
      meter.sending(progress(5_000, 0.25), Duration.ofSeconds(3));
      meter.sending(progress(5_200, 0.26), Duration.ofSeconds(4));
    }

    assertThat(screen.toString())
        .isEqualTo(
            "########......................  25 % | 5,000 records | 2,000/s | 3 rejected | 0:09 left"
                + System.lineSeparator());
  }

  @Test
  void shouldNotGuessTheTimeLeftWhenNextToNothingIsDone() {
    IngestMeter meter = new IngestMeter(out, Glyphs.ASCII, true);

    meter.sending(progress(10, 0.001), Duration.ofSeconds(1));

    assertThat(screen.toString()).contains("-:-- left");
  }

  @Test
  void shouldDrawOneLineInPlaceAndGiveTheTerminalBackWhenThereIsOne() {
    try (IngestMeter meter = new IngestMeter(out, Glyphs.UNICODE, true)) {
      meter.reading(0.5);
      meter.sending(progress(7_200_000, 0.5), Duration.ofHours(2));
    }

    assertThat(screen.toString())
        .contains("reading and sorting the input", "2 h 00 min left")
        .contains("\r\u001b[K")
        .containsOnlyOnce(System.lineSeparator())
        .endsWith(Ansi.WRAP + Ansi.SHOW_CURSOR + System.lineSeparator());
  }

  private static IngestProgress.Snapshot progress(long records, double share) {
    return new IngestProgress.Snapshot(records, 3, Optional.of(Instant.EPOCH), share);
  }
}
