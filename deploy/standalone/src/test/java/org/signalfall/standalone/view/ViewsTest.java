package org.signalfall.standalone.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.EventStatus;
import org.signalfall.standalone.replay.RunProgress;
import org.signalfall.standalone.replay.RunView;

class ViewsTest {

  private static final Instant EVENT_TIME = Instant.parse("2022-09-21T15:45:00Z");

  private final StringWriter screen = new StringWriter();
  private final PrintWriter out = new PrintWriter(screen);

  @Test
  void shouldWriteNoControlSequenceWhenThereIsNoTerminal() {
    try (RunView view = Views.of(out, null, Map.of("TERM", "xterm"), "title")) {
      view.step("step");
      view.event(EventMother.blackout().build());
      view.progress(progress(0.5));
    }

    assertThat(screen.toString())
        .doesNotContain("\u001b")
        .contains("title", "step", "OPEN", "1,234 records", "event time 2022-09-21 15:45");
  }

  @Test
  void shouldTellEachTenthOnceWhenThePlainLogFollowsProgress() {
    try (RunView view = new PlainLog(out, "title")) {
      view.progress(progress(0.11));
      view.progress(progress(0.12));
      view.progress(progress(0.21));
    }

    assertThat(screen.toString().lines().filter(line -> line.contains(" %  "))).hasSize(2);
  }

  @Test
  void shouldDrawTheStatusAnewInPlaceWhenTheLiveViewFollowsProgress() {
    LiveView view = new LiveView(out, Glyphs.UNICODE, "title");

    view.progress(progress(0.25));
    view.progress(progress(0.5));

    assertThat(screen.toString()).contains("\u001b[3A\r\u001b[J" + "█".repeat(20) + "░".repeat(20));
  }

  @Test
  void shouldGiveTheTerminalBackWhenTheLiveViewIsClosed() {
    LiveView view = new LiveView(out, Glyphs.ASCII, "title");

    view.close();

    assertThat(screen.toString())
        .startsWith("\u001b[?7l\u001b[?25l")
        .endsWith("\u001b[?7h\u001b[?25h");
  }

  @Test
  void shouldCountEventsByTheirLastStateWhenRevisionsCome() {
    LiveView view = new LiveView(out, Glyphs.ASCII, "title");

    view.event(EventMother.blackout().build());
    view.event(EventMother.blackout().setEventId("IR-OTHER").build());
    view.event(EventMother.blackout().setRevision(2).setStatus(EventStatus.RESOLVED).build());
    view.progress(progress(1));

    assertThat(screen.toString()).contains("1 events open | 1 resolved | 0 retracted");
  }

  private static RunProgress progress(double share) {
    return new RunProgress(
        share,
        1_234,
        0,
        Optional.of(EVENT_TIME),
        Optional.of(EVENT_TIME),
        2,
        Duration.ofSeconds(3));
  }
}
