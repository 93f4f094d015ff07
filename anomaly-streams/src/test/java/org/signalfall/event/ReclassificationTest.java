package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.PROBE_FEED;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.outage;
import static org.signalfall.event.VerdictMother.record;
import static org.signalfall.event.VerdictMother.recovered;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

class ReclassificationTest {

  static {
    TrustedClasses.register();
  }

  private static final Scope NETWORK = network("IR", 44244);
  private static final String TELEGRAM = "telegram";

  private final Desk desk = new Desk();
  private final SeriesVerdict.Builder telegram = block(NETWORK, TELEGRAM, hour(10));

  @AfterEach
  void shouldKeepTheLawsOfRevisions() {
    Laws.assertKept(desk.published());
  }

  @Test
  void shouldGoOnAsAnOutageWhenAllElseFailsSinceTheSameTime() {
    desk.decide(hour(10), record(telegram));
    ConnectivityEvent opened = last();

    desk.decide(hour(11), record(allServices()));

    assertThat(opened.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last().getEventId()).isEqualTo(opened.getEventId());
    assertThat(last().getStatus()).isEqualTo(EventStatus.UPDATED);
    assertThat(last().getCategory()).isEqualTo(Category.OUTAGE);
    assertThat(last().getReclassifiedFrom()).isEqualTo(Category.RESTRICTION);
    assertThat(last().getScope().getService()).isNull();
    assertThat(last().getServices()).isEmpty();
    assertThat(desk.published()).hasSize(2);
  }

  @Test
  void shouldGoOnAsARestrictionWhenAllButOneServiceComeBack() {
    desk.decide(hour(11), record(allServices()), record(telegram));
    ConnectivityEvent opened = last();

    desk.decide(hour(14), record(recovered(allServices(), hour(14))));

    assertThat(desk.published()).as("one event").hasSize(2);
    assertThat(opened.getCategory()).isEqualTo(Category.OUTAGE);
    assertThat(last().getEventId()).isEqualTo(opened.getEventId());
    assertThat(last().getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last().getReclassifiedFrom()).isEqualTo(Category.OUTAGE);
    assertThat(last().getServices()).containsExactly(TELEGRAM);
    assertThat(EventDesk.isOpen(last())).isTrue();
  }

  @Test
  void shouldEndAsAnOutageWhenAllComesBackAtOnce() {
    desk.decide(hour(10), record(telegram));
    desk.decide(hour(11), record(allServices()));

    desk.decide(
        hour(14),
        record(recovered(allServices(), hour(14))),
        record(recovered(telegram, hour(14))));

    assertThat(desk.published()).hasSize(3);
    assertThat(last().getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last().getCategory()).isEqualTo(Category.OUTAGE);
    assertThat(last().getReclassifiedFrom()).isNull();
  }

  @Test
  void shouldKeepABanApartFromAnOutageThatBeginsLater() {
    desk.decide(hour(10), record(telegram));

    desk.decide(hour(20), record(allServices().setOnset(new TimeInterval(hour(18), hour(19)))));

    assertThat(desk.published())
        .extracting(ConnectivityEvent::getCategory)
        .containsExactly(Category.RESTRICTION, Category.OUTAGE);
    assertThat(desk.published()).extracting(ConnectivityEvent::getEventId).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepThemApartWhenAnotherFeedSeesTheOutage() {
    desk.decide(hour(10), record(telegram));

    desk.decide(
        hour(11),
        record(outage(NETWORK, "request-volume", hour(11)).setOnset(telegram.getOnset())));

    assertThat(desk.published())
        .extracting(ConnectivityEvent::getStatus)
        .containsExactly(EventStatus.OPEN, EventStatus.OPEN);
  }

  @Test
  void shouldOpenUnderAnotherIdWhenTheServiceFailsAgainAfterTheOutage() {
    desk.decide(hour(10), record(telegram));
    desk.decide(hour(11), record(allServices()));
    desk.decide(
        hour(14),
        record(recovered(allServices(), hour(14))),
        record(recovered(telegram, hour(14))));

    desk.decide(hour(40), record(block(NETWORK, TELEGRAM, hour(40))));

    List<String> ids =
        desk.published().stream().map(ConnectivityEvent::getEventId).distinct().toList();
    assertThat(ids).hasSize(2);
    assertThat(last().getRevision()).isEqualTo(1);
    assertThat(last().getCategory()).isEqualTo(Category.RESTRICTION);
  }

  /** Probes lose every service of the network since telegram fails. */
  private SeriesVerdict.Builder allServices() {
    return outage(NETWORK, "services-reached", hour(11))
        .setFeed(PROBE_FEED)
        .setFamily(SignalFamily.PROBE)
        .setOnset(telegram.getOnset());
  }

  private ConnectivityEvent last() {
    return desk.published().get(desk.published().size() - 1);
  }
}
