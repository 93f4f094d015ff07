package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.outage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.Likeness;
import org.signalfall.avro.LikenessItem;
import org.signalfall.avro.RecurrenceTrack;
import org.signalfall.avro.TimeInterval;

class ShutdownLikenessTest {

  private static final ZoneId YANGON = ZoneId.of("Asia/Yangon");
  private static final String ID = "MM-1";

  private final EventCase subject = EventCase.newBuilder().build();

  @Test
  void shouldSpeakForAShutdownWhenItBeginsOnTheLocalHour() {
    Likeness likeness = of(sharp("2021-02-15T18:28:00Z"));

    assertThat(likeness.getItems())
        .extracting(LikenessItem::getItem)
        .containsExactly(ShutdownLikeness.ON_THE_HOUR);
    assertThat(likeness.getLogLikelihoodRatio())
        .as("18:30 UTC is one o'clock in Yangon")
        .isEqualTo(Math.log(0.706 / 0.231), within(0.001));
  }

  @Test
  void shouldSpeakAgainstAShutdownWhenItBeginsBetweenTheHours() {
    assertThat(of(sharp("2021-02-15T18:01:00Z")).getLogLikelihoodRatio())
        .isEqualTo(Math.log(0.294 / 0.769), within(0.001));
  }

  @Test
  void shouldSayNothingOfTheHourWhenTheOnsetIsVague() {
    Instant time = Instant.parse("2021-02-15T18:00:00Z");

    Likeness likeness = of(new TimeInterval(time, time.plus(Duration.ofHours(1))));

    assertThat(likeness.getItems()).isEmpty();
    assertThat(likeness.getLogLikelihoodRatio()).isZero();
  }

  @Test
  void shouldSpeakForAShutdownWhenItFollowsAfterWholeDays() {
    subject.setTracks(List.of(row("MM-0", 2)));

    assertThat(item(ShutdownLikeness.WHOLE_DAYS))
        .isEqualTo(Math.log(0.677 / 0.0017), within(0.001));
  }

  @Test
  void shouldSpeakAgainstAShutdownWhenItFollowsAtAnotherHour() {
    subject.setTracks(
        List.of(
            RecurrenceTrack.newBuilder(row("MM-0", 1)).setLastEventId("MM-0").build(), row(ID, 1)));

    assertThat(item(ShutdownLikeness.WHOLE_DAYS))
        .isEqualTo(Math.log(0.323 / 0.9983), within(0.001));
  }

  @Test
  void shouldSayNothingOfDaysWhenItIsTheFirst() {
    subject.setTracks(List.of(row(ID, 1)));

    assertThat(of(sharp("2021-02-15T18:28:00Z")).getItems())
        .extracting(LikenessItem::getItem)
        .doesNotContain(ShutdownLikeness.WHOLE_DAYS);
  }

  @Test
  void shouldSpeakForAShutdownWhenAllThreeSignalsSeeIt() {
    watch("bgp-visible-slash24s", true);
    watch("active-probing", true);
    watch("telescope", true);

    assertThat(item(ShutdownLikeness.ALL_SIGNALS))
        .isEqualTo(Math.log(0.945 / 0.539), within(0.001));
  }

  @Test
  void shouldSpeakAgainstAShutdownWhenOneOfThreeSignalsSeesNothing() {
    watch("bgp-visible-slash24s", false);
    watch("active-probing", true);
    watch("telescope", true);

    assertThat(item(ShutdownLikeness.ALL_SIGNALS))
        .isEqualTo(Math.log(0.055 / 0.461), within(0.001));
  }

  @Test
  void shouldSayNothingOfSignalsThatNobodyWatches() {
    watch("active-probing", true);
    watch("telescope", true);

    assertThat(of(sharp("2021-02-15T18:28:00Z")).getItems())
        .extracting(LikenessItem::getItem)
        .doesNotContain(ShutdownLikeness.ALL_SIGNALS);
  }

  private double item(String name) {
    return of(sharp("2021-02-15T18:28:00Z")).getItems().stream()
        .filter(item -> item.getItem().equals(name))
        .findFirst()
        .orElseThrow()
        .getLogLikelihoodRatio();
  }

  private Likeness of(TimeInterval onset) {
    return ShutdownLikeness.of(subject, onset, YANGON, ID);
  }

  private static TimeInterval sharp(String earliest) {
    Instant time = Instant.parse(earliest);
    return new TimeInterval(time, time.plus(Duration.ofMinutes(5)));
  }

  private static RecurrenceTrack row(String first, int count) {
    return RecurrenceTrack.newBuilder()
        .setFirstEventId(first)
        .setLastEventId(ID)
        .setCount(count)
        .build();
  }

  private void watch(String name, boolean takesPart) {
    List<CaseSignal> signals = new ArrayList<>(subject.getSignals());
    signals.add(
        CaseSignal.newBuilder()
            .setVerdict(outage(country("MM"), name, hour(10)).build())
            .setTakesPart(takesPart)
            .build());
    subject.setSignals(signals);
  }
}
