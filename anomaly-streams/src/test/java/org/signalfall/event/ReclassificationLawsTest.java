package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.PROBE_FEED;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.json.CanonicalEvent;

/** Laws 3 and 4 while two services and the whole network come and go, in the eyes of one feed. */
class ReclassificationLawsTest {

  static {
    TrustedClasses.register();
  }

  private static final Scope NETWORK = network("IR", 44244);
  private static final int WORDS = 40;

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void shouldKeepRevisionsWithoutGapsAndChangeCategoryOnlyWhenSaid(@ForAll long seed) {
    Desk desk = new Desk();

    play(seed, desk, WORDS);
    desk.pass(hour(24 * 400));

    Laws.assertKept(desk.published());
    assertThat(Laws.latest(desk.published()).values()).allMatch(ConnectivityEvent::getIsFinal);
    for (String id : Laws.latest(desk.published()).keySet()) {
      Category before = null;
      for (ConnectivityEvent revision : desk.published()) {
        if (revision.getEventId().equals(id)) {
          boolean changed = before != null && before != revision.getCategory();
          assertThat(revision.getReclassifiedFrom()).isEqualTo(changed ? before : null);
          before = revision.getCategory();
        }
      }
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void shouldPublishTheSameWhenKilledAtAnyPoint(
      @ForAll long seed, @ForAll @IntRange(max = WORDS) int killedAfter) {
    Desk killed = new Desk();
    Desk whole = new Desk();

    play(seed, killed, killedAfter);
    play(seed, whole, WORDS);

    assertThat(killed.published().stream().map(CanonicalEvent::line).toList())
        .isEqualTo(whole.published().stream().map(CanonicalEvent::line).toList());
  }

  private static void play(long seed, Desk desk, int killedAfter) {
    Random random = new Random(seed);
    Instant time = hour(100);
    TimeInterval onset = onset(time);
    for (int word = 1; word <= WORDS; word++) {
      time = time.plus(Duration.ofMinutes(1 + random.nextInt(random.nextInt(3) == 0 ? 3_000 : 90)));
      onset = random.nextInt(3) == 0 ? onset(time) : onset;
      SeriesVerdict.Builder verdict =
          switch (random.nextInt(3)) {
            case 0 -> block(NETWORK, "telegram", time);
            case 1 -> block(NETWORK, "whatsapp", time);
            default ->
                outage(NETWORK, "services-reached", time)
                    .setFeed(PROBE_FEED)
                    .setFamily(SignalFamily.PROBE);
          };
      verdict.setOnset(onset);
      boolean fails = random.nextInt(5) < 3;
      desk.decide(time, record(fails ? verdict : recovered(verdict, time)));
      if (word == killedAfter) {
        desk.restart();
      }
    }
  }

  private static TimeInterval onset(Instant time) {
    return new TimeInterval(time.minus(Duration.ofMinutes(10)), time.minus(Duration.ofMinutes(5)));
  }
}
