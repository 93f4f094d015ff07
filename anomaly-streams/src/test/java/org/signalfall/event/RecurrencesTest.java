package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.signalfall.avro.Recurrence;
import org.signalfall.avro.RecurrenceTrack;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

/** Generated curfews, exam mornings and mere misfortunes. */
class RecurrencesTest {

  private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 1); // a Monday

  static {
    TrustedClasses.register();
  }

  @Property(tries = 100)
  void shouldCountEveryNightOfACurfew(
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(max = 95) int quarter,
      @ForAll @IntRange(min = 3, max = 90) int nights,
      @ForAll long seed) {
    Life life = new Life(zone, seed);
    LocalTime begin = LocalTime.MIN.plusMinutes(15L * quarter);
    Optional<Recurrence> last = Optional.empty();

    for (int night = 0; night < nights; night++) {
      last = life.happen(FIRST_DAY.plusDays(night), begin, Duration.ofHours(6));
    }

    assertThat(last).isPresent();
    assertThat(last.get().getOrdinal()).isEqualTo(nights);
    assertThat(last.get().getFirstEventId()).isEqualTo("event-1");
    assertThat(last.get().getPattern()).startsWith("daily ");
    assertThat(life.tracks).hasSizeLessThanOrEqualTo(Recurrences.MAX_TRACKS);
  }

  @Example
  void shouldCountTheNightWhoseMidnightTheClocksLeaveOut() {
    Life life = new Life(ZoneId.of("Asia/Tehran"), 0);
    Optional<Recurrence> last = Optional.empty();

    for (int night = 0; night < 30; night++) {
      last = life.happen(FIRST_DAY.plusDays(night), LocalTime.MIDNIGHT, Duration.ofHours(6));
    }

    assertThat(last.orElseThrow().getOrdinal()).isEqualTo(30);
  }

  @Property(tries = 100)
  void shouldCountExamMorningsThoughNotEveryDayHasOne(
      @ForAll("zones") ZoneId zone, @ForAll("examDays") List<Integer> gaps, @ForAll long seed) {
    Life life = new Life(zone, seed);
    LocalDate day = FIRST_DAY;
    Optional<Recurrence> last = life.happen(day, LocalTime.of(4, 0), Duration.ofHours(4));

    for (int gap : gaps) {
      day = day.plusDays(gap);
      last = life.happen(day, LocalTime.of(4, 0), Duration.ofHours(4));
    }

    assertThat(last).isPresent();
    assertThat(last.get().getOrdinal()).isEqualTo(gaps.size() + 1);
    assertThat(last.get().getPattern()).matches(".* 0[34]:\\d\\d-0[78]:\\d\\d");
  }

  @Example
  void shouldNameTheDaysAndTheHoursInLocalTime() {
    Life life = new Life(ZoneId.of("Asia/Baghdad"), 1);
    Optional<Recurrence> last = Optional.empty();

    for (int day = 0; day < 10; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      if (date.getDayOfWeek() != DayOfWeek.FRIDAY && date.getDayOfWeek() != DayOfWeek.SATURDAY) {
        last = life.happen(date, LocalTime.of(4, 0), Duration.ofHours(4));
      }
    }

    assertThat(last.orElseThrow().getPattern()).isEqualTo("Mon,Tue,Wed,Thu,Sun 04:00-08:00");
  }

  @Example
  void shouldKeepTwoRowsApartThatGoOnAtTheSameTime() {
    Life life = new Life(ZoneId.of("Asia/Yangon"), 1);
    Optional<Recurrence> morning = Optional.empty();
    Optional<Recurrence> night = Optional.empty();

    for (int day = 0; day < 5; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      morning = life.happen(date, LocalTime.of(9, 0), Duration.ofHours(2));
      night = life.happen(date, LocalTime.of(23, 0), Duration.ofHours(5));
    }

    assertThat(morning.orElseThrow().getOrdinal()).isEqualTo(5);
    assertThat(night.orElseThrow().getOrdinal()).isEqualTo(5);
    assertThat(night.get().getPattern()).isEqualTo("daily 23:00-04:00");
  }

  @Example
  void shouldHoldTheLocalHourWhenTheClocksChange() {
    Life life = new Life(ZoneId.of("America/New_York"), 1);
    Optional<Recurrence> last = Optional.empty();

    for (int day = 0; day < 20; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      last = life.happen(date, LocalTime.of(5, 0), Duration.ofHours(3));
    }

    assertThat(last.orElseThrow().getOrdinal()).isEqualTo(20);
  }

  /** Hourly counts are back-dated an hour too far on one night, and not on the next. */
  @Example
  void shouldKeepOneRowWhenBinsAreCoarse() {
    ZoneId zone = ZoneId.of("Asia/Yangon");
    List<RecurrenceTrack> tracks = List.of();
    Optional<Recurrence> last = Optional.empty();

    for (int night = 0; night < 30; night++) {
      Instant begin = FIRST_DAY.plusDays(night).atTime(1, 0).atZone(zone).toInstant();
      Instant earliest = begin.minus(Duration.ofHours(night % 3));
      TimeInterval onset = new TimeInterval(earliest, earliest.plus(Duration.ofHours(1)));
      String id = "night-" + night;
      tracks = Recurrences.opened(tracks, id, onset, zone);
      last = Recurrences.atOpening(tracks, id);
    }

    assertThat(last.orElseThrow().getOrdinal()).isEqualTo(30);
  }

  @Example
  void shouldNotCallTheSecondARecurrenceWhenItEndsOtherwise() {
    Life life = new Life(ZoneId.of("Africa/Nairobi"), 1);
    life.happen(FIRST_DAY, LocalTime.of(7, 0), Duration.ofHours(8));

    Optional<Recurrence> second =
        life.happen(FIRST_DAY.plusDays(1), LocalTime.of(7, 0), Duration.ofHours(3));

    assertThat(second).isEmpty();
  }

  /** As sparse samples tell of exam hours: one day's beginning is seen late, another's loosely. */
  @Example
  void shouldKnowTheRowByItsEndWhenTheBeginningIsSeenLate() {
    Life life = new Life(ZoneId.of("Africa/Nairobi"), 1);
    Instant seven = FIRST_DAY.atTime(7, 0).atZone(life.zone).toInstant();
    life.happen(seven, Duration.ofHours(9));

    Optional<Recurrence> seenLate =
        life.happen(seven.plus(Duration.ofHours(30)), Duration.ofHours(3));
    Optional<Recurrence> seenLoosely =
        life.happen(
            new TimeInterval(seven.plus(Duration.ofHours(45)), seven.plus(Duration.ofHours(49))),
            seven.plus(Duration.ofHours(57)));
    Optional<Recurrence> seenWell =
        life.happen(seven.plus(Duration.ofHours(72)), Duration.ofHours(9));

    assertThat(seenLate).as("two ends alike may be chance").isEmpty();
    assertThat(seenLoosely).map(Recurrence::getOrdinal).contains(3);
    assertThat(seenWell).map(Recurrence::getOrdinal).contains(4);
    assertThat(seenWell).map(Recurrence::getPattern).contains("daily 07:00-16:00");
  }

  @Example
  void shouldCountOnlyTheLastEndOfWhatWasReopened() {
    Life life = new Life(ZoneId.of("Africa/Nairobi"), 1);
    Instant seven = FIRST_DAY.atTime(7, 0).atZone(life.zone).toInstant();
    life.happen(seven, Duration.ofHours(2));
    life.endAgain(seven.plus(Duration.ofHours(9)));

    Optional<Recurrence> second = life.happen(seven.plus(Duration.ofDays(1)), Duration.ofHours(9));

    assertThat(second).map(Recurrence::getPattern).contains("daily 07:00-16:00");
  }

  @Property(tries = 20)
  void shouldSeldomCallMisfortunesARow(@ForAll("zones") ZoneId zone, @ForAll long seed) {
    Life life = new Life(zone, seed);
    Random random = new Random(seed);
    int called = 0;
    Instant time = FIRST_DAY.atStartOfDay(zone).toInstant();

    for (int event = 0; event < 1_000; event++) {
      time = time.plus(Duration.ofMinutes(120 + random.nextInt(4 * 24 * 60)));
      Duration lasts = Duration.ofMinutes(10 + random.nextInt(600));
      called += life.happen(time, lasts).isPresent() ? 1 : 0;
    }

    assertThat(called).isLessThan(100);
  }

  @Property(tries = 50)
  void shouldNeverCallARowWhatComesEveryFiveDaysAndAHalf(@ForAll("zones") ZoneId zone) {
    Life life = new Life(zone, 1);
    Instant time = FIRST_DAY.atStartOfDay(zone).toInstant();

    for (int event = 0; event < 30; event++) {
      time = time.plus(Duration.ofHours(132));
      assertThat(life.happen(time, Duration.ofHours(1))).isEmpty();
    }
  }

  /** The events of one scope, as five-minute bins can tell of them. */
  private static final class Life {

    private final ZoneId zone;
    private final Random random;
    private int count;
    private List<RecurrenceTrack> tracks = List.of();

    Life(ZoneId zone, long seed) {
      this.zone = zone;
      this.random = new Random(seed);
    }

    /** Opens and ends an event; returns what it recurs. */
    Optional<Recurrence> happen(LocalDate day, LocalTime begin, Duration lasts) {
      return happen(day.atTime(begin).atZone(zone).toInstant(), lasts);
    }

    Optional<Recurrence> happen(Instant begin, Duration lasts) {
      return happen(around(begin, random), begin.plus(lasts));
    }

    Optional<Recurrence> happen(TimeInterval onset, Instant end) {
      String id = "event-" + ++count;
      tracks = Recurrences.opened(tracks, id, onset, zone);
      Optional<Recurrence> known = Recurrences.atOpening(tracks, id);
      return end(id, around(end, random)).or(() -> known);
    }

    /** Ends the event that happened last once more, as one that was re-opened. */
    void endAgain(Instant end) {
      end("event-" + count, around(end, random));
    }

    private Optional<Recurrence> end(String id, TimeInterval ended) {
      Optional<Recurrence> atEnd = Recurrences.atEnd(tracks, id, ended, zone);
      tracks = Recurrences.ended(tracks, id, ended, zone);
      return atEnd;
    }
  }

  private static TimeInterval around(Instant moment, Random random) {
    Instant earliest = moment.minus(Duration.ofMinutes(random.nextInt(5)));
    return new TimeInterval(earliest, earliest.plus(Duration.ofMinutes(5)));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("Asia/Yangon", "Asia/Tehran", "Africa/Nairobi", "UTC", "Asia/Kathmandu")
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<List<Integer>> examDays() {
    return Arbitraries.integers()
        .between(1, Recurrences.MAX_DAYS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }
}
