package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.standalone.SharedData;

/** Real recorded cases, end to end, against what is known to have happened. */
class RecordedCasesIT {

  private static final long JAMBONET = 12455;
  private static final Set<Long> NEVER_BLOCKED = Set.of(30844L, 329014L, 15399L, 36866L, 328977L);

  @Test
  void shouldFindEveryExamShutdownOfIraq() throws Exception {
    Labels labels = labels("iraq-2023");

    Collection<ConnectivityEvent> events = replay(labels, series("iraq-2023"));

    assertThat(labels.found(events)).isEqualTo(8);
    assertThat(labels.unexplained(events)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shouldFindMostCurfewNightsOfMyanmarWhenSilenceIsTheSignal() throws Exception {
    Labels labels = labels("myanmar-bago-2021");

    Collection<ConnectivityEvent> events = replay(labels, series("myanmar-bago-2021"));

    assertThat(labels.count()).isEqualTo(72);
    assertThat(labels.found(events)).isGreaterThanOrEqualTo(60);
  }

  @Test
  void shouldRaiseNothingInGeorgiaWhereNothingHappened() throws Exception {
    assertThat(replay(labels("youtube-ge"), series("youtube-ge"))).isEmpty();
  }

  @Test
  void shouldFindTelegramBlockedInKenyaAndNothingWhereItNeverWas() throws Exception {
    Labels labels = labels("kenya-2023");
    Source ooni = new OoniSource(List.of(SharedData.require("ooni/kenya-2023-telegram.jsonl.gz")));

    Collection<ConnectivityEvent> events = replay(labels, ooni);

    assertThat(labels.ofNetwork(JAMBONET).found(events)).isEqualTo(1);
    assertThat(events)
        .flatExtracting(event -> Labels.networks(event))
        .doesNotContainAnyElementsOf(NEVER_BLOCKED);
  }

  /** Times are those of the file: 12 November is the first day with eight samples of the block. */
  @Test
  void shouldKnowFromWhenToWhenTelegramWasBlockedAtJambonet() throws Exception {
    Source ooni = new OoniSource(List.of(SharedData.require("ooni/kenya-2023-telegram.jsonl.gz")));

    List<ConnectivityEvent> revisions =
        Walk.of(ooni).run().revisions().stream()
            .filter(event -> Labels.networks(event).contains(JAMBONET))
            .toList();

    assertThat(revisions).extracting(ConnectivityEvent::getEventId).containsOnly(id(revisions));
    ConnectivityEvent resolved =
        revisions.stream()
            .filter(event -> event.getStatus() == EventStatus.RESOLVED)
            .findFirst()
            .orElseThrow();
    assertThat(resolved.getDetectedAt()).isBefore(Instant.parse("2023-11-13T00:00:00Z"));
    assertThat(resolved.getEnded().getEarliest())
        .isBeforeOrEqualTo(Instant.parse("2023-11-24T18:46:00Z"));
    assertThat(resolved.getEnded().getLatest())
        .isAfterOrEqualTo(Instant.parse("2023-11-26T11:41:19Z"));
    assertThat(resolved.getAsOf())
        .as("two minutes after the eighth clear measurement")
        .isBefore(Instant.parse("2023-11-26T19:02:24Z"));
  }

  private static String id(List<ConnectivityEvent> revisions) {
    return revisions.get(0).getEventId();
  }

  private static Source series(String name) {
    return Walk.series(SharedData.require("series/" + name + ".series.csv"));
  }

  private static Labels labels(String name) throws IOException {
    Path file = SharedData.require("labels/labels.csv");
    return Labels.of(file, name);
  }

  private static Collection<ConnectivityEvent> replay(Labels labels, Source source)
      throws InterruptedException {
    ReplayResult result = Walk.of(source).run();
    Collection<ConnectivityEvent> events = result.lastRevisions();
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d labels found, %d unexplained, %d events, %.1f s%n",
        source.feed().name(),
        labels.found(events),
        labels.count(),
        labels.unexplained(events).size(),
        events.size(),
        result.took().toMillis() / 1000.0);
    return events;
  }
}
