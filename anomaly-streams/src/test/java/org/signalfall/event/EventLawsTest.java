package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.context;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.ordinary;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.json.CanonicalEvent;

/** Laws 1 to 3 of events.md over generated streams of verdicts, with a kill at any point. */
class EventLawsTest {

  private static final Duration BIN = Duration.ofMinutes(5);
  private static final List<String> SERVICES = List.of("", "instagram", "telegram", "whatsapp");

  /** One word of a stream: how long after the last one, of whom, and what. */
  record Word(int minutes, int asn, String service, SeriesState state, int minutesAgo) {}

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void shouldKeepRevisionsWithoutGapsWhateverTheVerdicts(@ForAll("words") List<Word> words) {
    Desk desk = new Desk();

    play(words, desk, words.size());
    desk.pass(hour(24 * 400));

    Laws.assertKept(desk.published());
    assertThat(Laws.latest(desk.published()).values())
        .as("silence ends every event in time")
        .allMatch(ConnectivityEvent::getIsFinal);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void shouldPublishTheSameWhenKilledAtAnyPoint(
      @ForAll("words") List<Word> words, @ForAll @IntRange(max = 60) int killedAfter) {
    Desk killed = new Desk();
    Desk whole = new Desk();

    play(words, killed, killedAfter);
    play(words, whole, words.size());

    assertThat(killed.published().stream().map(CanonicalEvent::line).toList())
        .isEqualTo(whole.published().stream().map(CanonicalEvent::line).toList());
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void shouldHoldACountryOpenAsLongAsItsVotesDo(@ForAll("words") List<Word> words) {
    Desk desk = new Desk();
    Nation nation = new Nation(desk);
    Instant time = hour(100);

    for (Word word : words) {
      if (!word.service.isEmpty()) {
        // Never silent for so long that sight is lost, which no vote would tell.
        time = time.plus(Duration.ofMinutes(1 + word.minutes % 600));
        nation.decide(time, List.of(verdict(word, time)));
      }
    }

    Laws.assertKept(desk.published());
    for (String service : SERVICES.subList(1, SERVICES.size())) {
      assertThat(openAtCountry(desk, service))
          .as("the event of %s in the country", service)
          .isEqualTo(nation.isAffected(service));
    }
  }

  @Property(tries = 5)
  void shouldMakeOneEventOfANationalBlock(
      @ForAll @IntRange(min = 2, max = 60) int networks,
      @ForAll @IntRange(min = Sweep.MIN_SERVICES, max = 12) int services,
      @ForAll long seed) {
    assertOneCause(networks, services, seed);
  }

  @Example
  void shouldMakeOneEventOfTwelveServicesOnSixtyNetworks() {
    assertOneCause(60, 12, 1);
  }

  @Property(tries = 8)
  void shouldMakeOneEventOfOneServiceOnManyNetworks(
      @ForAll @IntRange(min = 2, max = 60) int networks, @ForAll long seed) {
    assertOneCause(networks, 1, seed);
  }

  /** Each network sees each service fail in its own time, and come back in its own time. */
  private static void assertOneCause(int networks, int services, long seed) {
    Desk desk = new Desk();
    Nation nation = new Nation(desk);
    Random random = new Random(seed);
    Instant begin = hour(100);
    Map<Instant, List<SeriesVerdict.Builder>> ticks = new TreeMap<>();
    for (int asn = 1; asn <= networks; asn++) {
      for (int number = 1; number <= services; number++) {
        Scope network = network("IR", asn);
        Instant before = begin.minus(BIN.multipliedBy(200));
        SeriesVerdict.Builder block = block(network, "service" + number, begin);
        block.setOnset(
            new TimeInterval(
                begin.minus(BIN.multipliedBy(random.nextInt(4))),
                begin.plus(BIN.multipliedBy(random.nextInt(4)))));
        Instant found = begin.plus(BIN.multipliedBy(1 + random.nextInt(12)));
        Instant clear = begin.plus(BIN.multipliedBy(100 + random.nextInt(12)));
        at(ticks, before).add(ordinary(block, before));
        at(ticks, found).add(SeriesVerdict.newBuilder(block).setBinEnd(found));
        at(ticks, clear).add(recovered(block, clear));
      }
    }

    ticks.forEach(nation::decide);
    desk.pass(hour(300));

    Laws.assertKept(desk.published());
    Map<String, ConnectivityEvent> events = Laws.latest(desk.published());
    List<ConnectivityEvent> parents =
        events.values().stream().filter(event -> event.getParentId() == null).toList();
    assertThat(parents).as("one parent").hasSize(1);
    assertThat(events.size() - 1).as("children").isLessThanOrEqualTo(networks + services);
    assertThat(events.values().stream().filter(event -> event.getParentId() != null))
        .allMatch(child -> child.getParentId().equals(parents.get(0).getEventId()));
    assertThat(parents.get(0).getServices()).hasSize(services);
    assertThat(desk.published())
        .as("the parent names or counts its networks, once it knows of all")
        .anyMatch(
            event ->
                event.getParentId() == null
                    && event.getNetworks().size() + event.getNetworksOmitted() == networks);
  }

  private static List<SeriesVerdict.Builder> at(
      Map<Instant, List<SeriesVerdict.Builder>> ticks, Instant tick) {
    return ticks.computeIfAbsent(tick, t -> new ArrayList<>());
  }

  private static boolean openAtCountry(Desk desk, String service) {
    return Laws.latest(desk.published()).values().stream()
        .anyMatch(
            event ->
                EventDesk.isOpen(event)
                    && event.getScope().getAsn() == null
                    && service.equals(event.getScope().getService()));
  }

  private static void play(List<Word> words, Desk desk, int killedAfter) {
    Instant time = hour(100);
    int played = 0;
    for (Word word : words) {
      time = time.plus(Duration.ofMinutes(word.minutes));
      desk.decide(time, stageRecord(word, time));
      if (++played == killedAfter) {
        desk.restart();
      }
    }
  }

  private static StageRecord stageRecord(Word word, Instant time) {
    boolean aboutTheWorld = word.asn == 0 && !word.service.isEmpty();
    return aboutTheWorld
        ? context(word.service, word.state == SeriesState.OPEN, time)
        : record(verdict(word, time));
  }

  private static SeriesVerdict.Builder verdict(Word word, Instant time) {
    Scope scope = word.asn <= 1 ? country("IR") : network("IR", word.asn);
    SeriesVerdict.Builder verdict =
        word.service.isEmpty()
            ? outage(scope, "request-volume", time)
            : block(network("IR", Math.max(1, word.asn)), word.service, time);
    Instant onset = time.minus(Duration.ofMinutes(word.minutesAgo));
    verdict.setOnset(new TimeInterval(onset, onset.plus(BIN)));
    return switch (word.state) {
      case NORMAL -> recovered(verdict, time);
      case INSUFFICIENT -> ordinary(verdict, time).setAfter(SeriesState.INSUFFICIENT);
      default -> verdict.setAfter(word.state);
    };
  }

  @Provide
  Arbitrary<List<Word>> words() {
    Arbitrary<Word> word =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(6, Arbitraries.integers().between(1, 90)),
                    Tuple.of(3, Arbitraries.integers().between(91, 1_000)),
                    Tuple.of(1, Arbitraries.integers().between(1_001, 60_000))),
                Arbitraries.integers().between(0, 4),
                Arbitraries.of(SERVICES),
                Arbitraries.of(
                    SeriesState.OPEN,
                    SeriesState.OPEN,
                    SeriesState.RECOVERING,
                    SeriesState.NORMAL,
                    SeriesState.NORMAL,
                    SeriesState.INSUFFICIENT),
                Arbitraries.integers().between(5, 240))
            .as(Word::new);
    return word.list().ofMinSize(1).ofMaxSize(60);
  }
}
