package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.RelatedEvent;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.schema.TrustedClasses;

class NeighboursTest {

  static {
    TrustedClasses.register();
  }

  private static final String TIKTOK = "tiktok";
  private static final String VOLUME = "request-volume";

  private final Desk desk = new Desk();

  @Test
  void shouldNameTheNeighbourAtOnceWhenASecondCountryBlocksTheService() {
    take(block(country("AM"), TIKTOK, hour(10)));

    take(block(country("AZ"), TIKTOK, hour(11)));

    assertThat(last("AZ").getRelated())
        .containsExactly(
            new RelatedEvent(last("AM").getEventId(), "same service, another country"));
    assertThat(last("AM").getRelated()).isEmpty();
  }

  @Test
  void shouldNameTheSecondInOneRevisionOfTheFirstADayLater() {
    take(block(country("AM"), TIKTOK, hour(10)));
    take(block(country("AZ"), TIKTOK, hour(11)));
    take(block(country("GE"), TIKTOK, hour(12)));

    desk.pass(hour(34));

    assertThat(revisions("AM")).hasSize(2);
    assertThat(last("AM").getStatus()).isEqualTo(EventStatus.UPDATED);
    assertThat(last("AM").getAsOf()).isEqualTo(hour(34));
    assertThat(last("AM").getRelated())
        .extracting(RelatedEvent::getEventId)
        .containsExactly(last("AZ").getEventId(), last("GE").getEventId());
  }

  @Test
  void shouldNameTheNeighbourInTheLastRevisionOfWhatEndsBefore() {
    SeriesVerdict.Builder first = block(country("AM"), TIKTOK, hour(10));
    take(first);
    take(block(country("AZ"), TIKTOK, hour(11)));

    take(recovered(first, hour(14)));

    assertThat(revisions("AM")).hasSize(2);
    assertThat(last("AM").getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last("AM").getRelated()).hasSize(1);
  }

  @Test
  void shouldNotRelateWhatBeganAtAnotherTimeOrIsOfAnotherService() {
    take(block(country("AM"), TIKTOK, hour(10)));
    take(block(country("AZ"), TIKTOK, hour(18)));
    take(block(country("GE"), "youtube", hour(18)));
    desk.pass(hour(50));

    assertThat(desk.published()).allMatch(event -> event.getRelated().isEmpty());
  }

  @Test
  void shouldNotRelateWhatIsOlderThanItsData() {
    take(block(country("AM"), TIKTOK, hour(10)).setNeverClear(true));
    take(block(country("AZ"), TIKTOK, hour(10)));
    desk.pass(hour(50));

    assertThat(desk.published()).allMatch(event -> event.getRelated().isEmpty());
  }

  @Test
  void shouldRelateNetworksThatAreHitAlikeWithoutAParent() {
    take(outage(network("IR", 1), VOLUME, hour(10)));
    take(outage(network("IR", 2), VOLUME, hour(11)));

    desk.pass(hour(34));

    assertThat(desk.published().get(2).getRelated())
        .containsExactly(
            new RelatedEvent(desk.published().get(1).getEventId(), "same time, same country"));
  }

  @Test
  void shouldNotRelateThePartsOfOneParent() {
    take(outage(network("IR", 1), VOLUME, hour(10)));
    take(outage(network("IR", 2), VOLUME, hour(10)));
    take(outage(country("IR"), VOLUME, hour(10)));

    desk.pass(hour(50));

    assertThat(desk.published()).allMatch(event -> event.getRelated().isEmpty());
  }

  @Test
  void shouldNotRelateARegionToANetworkWithinIt() {
    Scope inTehran = Scope.newBuilder(network("IR", 1)).setRegion("IR-23").build();
    take(outage(inTehran, VOLUME, hour(10)));
    take(outage(network("IR", 1), VOLUME, hour(10)));

    desk.pass(hour(50));

    assertThat(desk.published()).allMatch(event -> event.getRelated().isEmpty());
  }

  @Test
  void shouldBoundTheList() {
    for (int number = 0; number < 3 * Neighbours.MAX; number++) {
      take(
          block(
              country("" + (char) ('A' + number / 26) + (char) ('A' + number % 26)),
              TIKTOK,
              hour(10)));
    }

    desk.pass(hour(50));

    assertThat(desk.published())
        .allMatch(event -> event.getRelated().size() <= Neighbours.MAX)
        .anyMatch(event -> event.getRelated().size() == Neighbours.MAX);
    assertThat(desk.published()).allMatch(event -> event.getRevision() <= 3);
  }

  private void take(SeriesVerdict.Builder verdict) {
    desk.decide(verdict.getBinEnd(), record(verdict));
  }

  private List<ConnectivityEvent> revisions(String country) {
    return desk.published().stream()
        .filter(event -> event.getScope().getCountry().equals(country))
        .toList();
  }

  private ConnectivityEvent last(String country) {
    List<ConnectivityEvent> revisions = revisions(country);
    return revisions.get(revisions.size() - 1);
  }
}
