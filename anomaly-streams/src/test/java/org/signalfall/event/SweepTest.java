package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.context;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.StageRecord;

class SweepTest {

  private final Desk desk = new Desk();

  @AfterEach
  void shouldKeepTheLaws() {
    Laws.assertKept(desk.published());
  }

  @Test
  void shouldPutOneEventAboveThreeServicesTakenAtOnce() {
    take(10, "instagram", "telegram", "whatsapp");

    ConnectivityEvent sweep = sweep().orElseThrow();
    assertThat(sweep.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(sweep.getKind()).isEqualTo(Kind.BLOCK);
    assertThat(sweep.getServices()).containsExactly("instagram", "telegram", "whatsapp");
    assertThat(sweep.getSummary())
        .startsWith("Block of instagram, telegram and whatsapp by TLS in IR");
    assertThat(services())
        .hasSize(3)
        .allMatch(event -> sweep.getEventId().equals(event.getParentId()));
  }

  @Test
  void shouldLeaveTwoServicesTheirOwnEvents() {
    take(10, "instagram", "whatsapp");

    assertThat(sweep()).isEmpty();
    assertThat(services()).hasSize(2).allMatch(event -> event.getParentId() == null);
  }

  @Test
  void shouldNotJoinServicesThatWereTakenHoursApart() {
    take(10, "instagram");
    take(14, "telegram");
    take(18, "whatsapp");

    assertThat(sweep()).isEmpty();
  }

  @Test
  void shouldAdoptTheServicesThatCameFirstWhenTheThirdFollows() {
    take(10, "instagram", "telegram");

    desk.decide(
        hour(11),
        record(
            block(country("IR"), "whatsapp", hour(11))
                .setOnset(block(country("IR"), "whatsapp", hour(10)).getOnset())));

    String id = sweep().orElseThrow().getEventId();
    assertThat(services()).hasSize(3).allMatch(event -> id.equals(event.getParentId()));
  }

  @Test
  void shouldLastUntilOneServiceIsLeft() {
    take(10, "instagram", "telegram", "whatsapp");

    giveBack(20, "instagram");
    assertThat(EventDesk.isOpen(sweep().orElseThrow())).as("two are left").isTrue();
    giveBack(22, "telegram");

    assertThat(sweep().orElseThrow().getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(sweep().get().getServices()).hasSize(3);
    assertThat(services()).filteredOn(EventDesk::isOpen).hasSize(1);
  }

  @Test
  void shouldNotCountAServiceThatIsDownEverywhere() {
    desk.decide(hour(9), context("whatsapp", true, hour(9)));

    take(10, "instagram", "telegram", "whatsapp");

    assertThat(sweep()).isEmpty();
  }

  private void take(long hours, String... names) {
    decide(hours, Stream.of(names).map(name -> blocked(name, hours)));
  }

  private void giveBack(long hours, String... names) {
    decide(hours, Stream.of(names).map(name -> recovered(blocked(name, 10), hour(hours))));
  }

  private void decide(long hours, Stream<SeriesVerdict.Builder> verdicts) {
    desk.decide(hour(hours), verdicts.map(VerdictMother::record).toArray(StageRecord[]::new));
  }

  private static SeriesVerdict.Builder blocked(String service, long hours) {
    return block(country("IR"), service, hour(hours));
  }

  private Optional<ConnectivityEvent> sweep() {
    return events().stream().filter(event -> event.getScope().getService() == null).findFirst();
  }

  private List<ConnectivityEvent> services() {
    return events().stream().filter(event -> event.getScope().getService() != null).toList();
  }

  private Collection<ConnectivityEvent> events() {
    return Laws.latest(desk.published()).values();
  }
}
